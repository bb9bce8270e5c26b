/**
 * Use case, step "probe": what is signed inside the original, and what kind of recording it is. Both are
 * found on one verified copy: a signature is looked at before anything is made of the recording, and
 * whether or not anything can be.
 */
import type { ItemId } from "../kernel/ids.ts";
import type { Json } from "../kernel/strict-json.ts";
import type { Stages } from "../evidence/pipeline.ts";
import { type StepDeps, runStep } from "../evidence/run-step.ts";
import { type CheckSourceDeps, checkSource, sourceNotChecked } from "../source/check-source.ts";
import { type LocalCopyDeps, interrupted, withLocalCopy } from "./local-copy.ts";
import type { MediaTools } from "./media-tools.ts";
import { SearchBeside, type SearchBesideDeps } from "./search-beside.ts";
import { giveUpViewing, orNoViewingCopy } from "./no-viewing-copy.ts";
import { type OpenRecordingDeps, type OpenedRecording, openRecording } from "./open-recording.ts";
import { isLong, viewingPlans } from "./viewing-plan.ts";

/** So often the step is begun. */
export const PROBE_TRIES = 3;

export interface ProbeDeps
  extends
    StepDeps,
    LocalCopyDeps,
    CheckSourceDeps,
    SearchBesideDeps,
    Pick<OpenRecordingDeps, "programs"> {
  readonly tools: MediaTools;
}

/** @throws Refusal tampered "media/original-differs"; unavailable: try again later. */
export async function probeOriginal(
  deps: ProbeDeps,
  itemId: ItemId,
  signal: AbortSignal,
): Promise<void> {
  const { folders } = deps;
  await runStep(deps, "probe", itemId, (item) =>
    orNoViewingCopy(async () => {
      await using search = new SearchBeside(deps, item.sizeBytes, signal);
      const copying = { ...deps, folders: search.folders };
      return await withLocalCopy(copying, item, signal, async (job, handOn) => {
        await using bytes = await folders.bytes(job);
        const lookedAt = { isLastTry: await isLastTry(deps, itemId), marked: await search.found() };
        const file = { bytes, folder: job.folder, ...lookedAt };
        await orInterrupted(signal, checkSource(deps, item, file, signal));
        await using opened = await openRecording(deps, job, item, signal);
        const { info } = opened;
        const way = wayOf(opened);
        // What takes seconds follows at once; what waits for its turn does not keep a disk filled meanwhile.
        if (way.viewingStage === undefined) handOn();
        return {
          happening: { kind: "probed", data: { media: info as Json } },
          changes: { mediaInfo: info, ...way },
        };
      });
    }),
  );
}

function wayOf({ info, sizeBytes }: OpenedRecording): Partial<Stages> {
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
