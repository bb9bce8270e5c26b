/** Use case, step "probe": what kind of recording the original is, found in a sandbox on a verified copy. */
import type { ItemId } from "../kernel/ids.ts";
import { type StepDeps, runStep } from "../evidence/run-step.ts";
import { type LocalCopyDeps, withLocalCopy } from "./local-copy.ts";
import { checkMediaInfo } from "./media-info.ts";
import type { MediaTools } from "./media-tools.ts";
import { orNoViewingCopy } from "./no-viewing-copy.ts";
import { HEAD_BYTES, sniff } from "./sniff.ts";

export interface ProbeDeps extends StepDeps, LocalCopyDeps {
  readonly tools: MediaTools;
}

/** @throws Refusal tampered "media/original-differs"; unavailable: try again later. */
export async function probeOriginal(
  deps: ProbeDeps,
  itemId: ItemId,
  signal: AbortSignal,
): Promise<void> {
  const { folders, tools } = deps;
  await runStep(deps, "probe", itemId, (item) =>
    orNoViewingCopy(() =>
      withLocalCopy(deps, item, signal, async (job) => {
        const family = sniff(await folders.head(job, HEAD_BYTES));
        const info = checkMediaInfo(await tools.probe(job, family, signal));
        return {
          happening: { kind: "probed", data: { media: info } },
          changes: { mediaInfo: info },
        };
      }),
    ),
  );
}
