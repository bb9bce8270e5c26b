/** One run of a tool in the box that is heard while it runs: within its limits, ended when told to, and how it ended as a refusal. */
import { stopIfTold } from "../../services/media/local-copy.ts";
import type { RunLimits } from "../../services/media/viewing-plan.ts";
import { type HeardRun, spawnHeard } from "./ffmpeg-spawn.ts";
import { type Sandbox, type Tool, boxArguments, refusalOf, timedOut } from "./sandbox.ts";
import { Watch } from "./watch.ts";

export interface BoxedRun {
  readonly sandbox: Pick<Sandbox, "launcher">;
  readonly folder: string;
  readonly tool: Tool;
  readonly args: readonly string[];
  readonly limits: RunLimits;
  readonly signal: AbortSignal;
  /** Yields the processor to all other work. */
  readonly isLow?: boolean;
}

/** What is called with what comes out; each may say that something moves. */
export interface Hearing extends Pick<HeardRun, "onPrinted" | "onBytes"> {
  /** Each line of standard error; left out: nobody reads them. */
  readonly onLine?: (line: string) => void;
}

/** `hear` is given what keeps the run from counting as stalled. @throws Refusal as MediaTools.make. */
export async function heardRun(
  { sandbox, folder, tool, args, limits, signal, isLow = false }: BoxedRun,
  hear: (moved: () => void) => Hearing,
): Promise<void> {
  stopIfTold(signal);
  using watch = new Watch(limits);
  const { onLine = () => undefined, ...heard } = hear(() => watch.moved());
  const ending = await spawnHeard({
    ...{ launcher: sandbox.launcher, ...heard, onLine },
    args: [...(isLow ? ["--low"] : []), ...boxArguments(folder, tool, limits), ...args],
    signal: AbortSignal.any([signal, watch.signal]),
  });
  if (ending === null) return;
  stopIfTold(signal);
  throw watch.signal.aborted ? timedOut() : refusalOf(ending);
}
