/**
 * Use case, step "probe": what is signed inside the original, and what kind of recording it is. Both are
 * found on one verified copy: a signature is looked at before anything is made of the recording, and
 * whether or not anything can be.
 */
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { Stages } from "../evidence/pipeline.ts";
import { type StepDeps, runStep } from "../evidence/run-step.ts";
import { type CheckSourceDeps, checkSource, sourceNotChecked } from "../source/check-source.ts";
import { type Container, HEAD_BYTES } from "../source/container.ts";
import { type LocalCopyDeps, interrupted, withLocalCopy } from "./local-copy.ts";
import { type MediaInfo, checkMediaInfo } from "./media-info.ts";
import type { MediaTools } from "./media-tools.ts";
import { giveUpViewing, orNoViewingCopy } from "./no-viewing-copy.ts";
import { sniff } from "./sniff.ts";
import { isLong, viewingPlans } from "./viewing-plan.ts";

/** So often the step is begun. */
export const PROBE_TRIES = 3;

export interface ProbeDeps extends StepDeps, LocalCopyDeps, CheckSourceDeps {
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
      withLocalCopy(deps, item, signal, async (job, handOn) => {
        await using bytes = await folders.bytes(job);
        const file = { bytes, folder: job.folder, isLastTry: await isLastTry(deps, itemId) };
        await orInterrupted(signal, checkSource(deps, item, file, signal));
        const family = familyOf(item, await folders.head(job, HEAD_BYTES));
        const info = checkMediaInfo(await tools.probe(job, family, signal));
        const way = wayOf(info, item);
        // What takes seconds follows at once; what waits for its turn does not keep a disk filled meanwhile.
        if (way.viewingStage === undefined) handOn();
        return {
          happening: { kind: "probed", data: { media: info } },
          changes: { mediaInfo: info, ...way },
        };
      }),
    ),
  );
}

function wayOf(info: MediaInfo, { sizeBytes }: EvidenceItem): Partial<Stages> {
  const [best] = viewingPlans(info, sizeBytes);
  return best !== undefined && isLong(best) ? { viewingStage: "to-encode" } : {};
}

async function isLastTry({ items }: ProbeDeps, itemId: ItemId): Promise<boolean> {
  const run = (await items.stepRuns(itemId)).find(({ step }) => step === "probe");
  return run !== undefined && run.attempts >= PROBE_TRIES;
}

/** Use case: after the last try, says that the recording was not looked at, and why there is no copy. */
export async function giveUpProbe(deps: ProbeDeps, itemId: ItemId, code: string): Promise<void> {
  await sourceNotChecked(deps, itemId, "not-looked-at", { code });
  await giveUpViewing(deps, "probe", itemId, code);
}

async function orInterrupted(signal: AbortSignal, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw signal.aborted ? interrupted(error) : error;
  }
}

/**
 * A side file that is a picture or a sound is looked at like any; for a track, a key or a log there is
 * nothing to decode, and nothing is wrong with it.
 * @throws Refusal invalid as `sniff` says; of a side file "media/side-file".
 */
function familyOf({ announced }: EvidenceItem, head: Uint8Array): Container {
  try {
    return sniff(head);
  } catch (error) {
    if (announced.belongsTo === null || !isRefusal(error)) throw error;
    throw new Refusal("invalid", "media/side-file", "a side file, not a recording", {
      fix: "Download it, or open the recording that it belongs to.",
    });
  }
}
