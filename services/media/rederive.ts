/** Use case: makes the copies of a recording again from what was written down of them, and says whether they come out the same. */
import { Readable } from "node:stream";
import type { KeptPackets, MadeBy } from "../evidence/derivative.ts";
import { type Sha256, sha256OfStream } from "../kernel/digest.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { ProgramUse } from "../evidence/program-use.ts";
import { HEAD_BYTES } from "../source/container.ts";
import { fillVerified } from "./local-copy.ts";
import { checkMediaInfo } from "./media-info.ts";
import type {
  BesideFile,
  CopyRemaker,
  JobFolders,
  MediaJob,
  MediaTools,
  Remade,
} from "./media-tools.ts";
import { type OpenedRecording, openBy } from "./open-recording.ts";
import { programMissing, programOf } from "./programs/fitting-program.ts";
import type { MakerPrograms } from "./programs/maker-programs.ts";
import { sniff } from "./sniff.ts";

export interface RederiveDeps {
  readonly folders: JobFolders;
  readonly tools: Pick<MediaTools, "probe"> & CopyRemaker;
  /** Those that may open makers' own containers; left out: none. */
  readonly programs?: MakerPrograms;
}

/** What is kept, and better signed, of one copy. */
export interface KeptCopy {
  readonly kind: string;
  readonly sha256: Sha256;
  readonly method: string;
  readonly version: string;
  readonly arguments: MadeBy["arguments"];
  readonly packets: KeptPackets | null;
  /** What opened the original first; absent: nothing had to. */
  readonly program?: ProgramUse;
  /** What is read beside the original while it is made; absent: nothing. @throws Refusal invalid: it cannot be made again. */
  readonly beside?: (signal: AbortSignal) => Promise<readonly BesideFile[]>;
  /** It is made by this program itself, and not by what its arguments say. */
  readonly own?: OwnMaking;
}

export interface OwnMaking {
  /** Of the way it is made here. */
  readonly version: string;
  /** Of the original in the folder; left out: as any is called there. */
  readonly inputName?: string;
  /** What hears its words. */
  readonly program?: ProgramUse;
  /** Of the original in the folder. @throws Refusal invalid: it cannot be made again. */
  make(job: MediaJob, onProgress: (part: number) => void, signal: AbortSignal): Promise<OwnMade>;
}

/** `otherwise`: what is said of it where it is not the very bytes, and better known than by its packets. */
export interface OwnMade extends Remade {
  readonly otherwise?: "same-words" | "other-words";
}

/** Read anew for each copy: the bytes are checked each time, and none is kept longer than the copy takes. */
export interface KeptOriginal {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  read(): Promise<AsyncIterable<Uint8Array>>;
}

export interface Rederived {
  readonly kind: string;
  /**
   * "same": the very bytes. "same-packets": another file around the packets of the original, each as is written down.
   * "same-words", "other-words": of a transcript that is other bytes. "differs": none of these. "failed": it could not be made
   * here, for the reason `code`.
   */
  readonly verdict: "same" | "same-packets" | "same-words" | "other-words" | "differs" | "failed";
  readonly expected: Sha256;
  readonly sha256: Sha256 | null;
  readonly madeWith: string;
  readonly version: string;
  readonly code: string | null;
  readonly program?: ProgramUse;
}

/** Of a copy of which what it was made of is not here. */
export const sourceMissing = (
  { kind, sha256: expected, version: madeWith, program }: KeptCopy,
  version: string,
): Rederived => ({
  ...{ kind, expected, madeWith, version, ...(program && { program }) },
  ...{ verdict: "failed", sha256: null, code: "rederive/no-source" },
});

/** @throws Refusal tampered "media/original-differs"; unavailable as MediaTools.make. */
export async function rederive(
  deps: RederiveDeps,
  original: KeptOriginal,
  copy: KeptCopy,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Rederived> {
  const { kind, sha256: expected, version: madeWith } = copy;
  const program = copy.own?.program ?? copy.program;
  const version = copy.own?.version ?? deps.tools.version;
  const said = { kind, expected, madeWith, version, ...(program && { program }) };
  await using job = await deps.folders.open();
  await fillVerified(deps.folders, job, await original.read(), original, copy.own?.inputName);
  try {
    const { sha256, packets, otherwise } = await again(
      deps,
      job,
      original,
      copy,
      onProgress,
      signal,
    );
    const isSame = sha256 === expected;
    const unlike = otherwise ?? (holds(copy, packets) ? "same-packets" : "differs");
    const verdict = isSame ? "same" : unlike;
    return { ...said, verdict, sha256, code: null };
  } catch (error) {
    if (!isRefusal(error) || error.kind !== "invalid") throw error;
    return { ...said, verdict: "failed", sha256: null, code: error.code };
  }
}

async function again(
  deps: RederiveDeps,
  original: MediaJob,
  { sizeBytes }: KeptOriginal,
  copy: KeptCopy,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Omit<OwnMade, "path"> & { readonly sha256: Sha256 }> {
  const { folders, tools } = deps;
  if (copy.own !== undefined) {
    const { own, program } = copy;
    await using opened = program && (await open(deps, original, sizeBytes, copy, signal));
    const { path, ...made } = await own.make(opened?.job ?? original, onProgress, signal);
    return { ...made, ...(await sha256OfStream(folders.read(path))) };
  }
  await using opened = await open(deps, original, sizeBytes, copy, signal);
  const { job } = opened;
  for (const { name, bytes } of (await copy.beside?.(signal)) ?? [])
    await folders.fill(job, Readable.from([bytes]), name);
  const { path, packets } = await tools.remake(job, copy.arguments, opened, onProgress, signal);
  return { packets, ...(await sha256OfStream(folders.read(path))) };
}

/** By the very program that opened it then, where one did; and what that writes must be what it wrote then. */
async function open(
  deps: RederiveDeps,
  job: MediaJob,
  sizeBytes: number,
  { program: use }: KeptCopy,
  signal: AbortSignal,
): Promise<OpenedRecording> {
  const { folders, tools, programs } = deps;
  if (use === undefined) {
    const family = sniff(await folders.head(job, HEAD_BYTES));
    const info = checkMediaInfo(await tools.probe(job, family, signal));
    return { job, sizeBytes, info, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const program = programOf(programs?.installed ?? [], use);
  if (program === null) throw programMissing("invalid");
  await using stack = new AsyncDisposableStack();
  const opened = stack.use(await openBy(deps, job, program, signal));
  if (opened.info.program?.output.sha256 !== use.output.sha256) {
    throw new Refusal("invalid", "media/program-differs", "the program wrote something else then", {
      fix: "It writes other bytes each time, as with the time in them: what was made of them cannot be made again.",
    });
  }
  stack.move();
  return opened;
}

/** Whether all that the copy has was taken over from the original, and is what was written down of it. */
function holds({ method, packets: kept }: KeptCopy, found: KeptPackets | null): boolean {
  if (method !== "remux" || kept === null || found === null) return false;
  return (["video", "audio"] as const).every(
    (stream) =>
      kept[stream]?.sha256 === found[stream]?.sha256 && kept[stream]?.form === found[stream]?.form,
  );
}
