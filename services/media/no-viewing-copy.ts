/** How the viewing track ends without a copy: the reason is kept, the evidence is untouched. */
import type { RefusalCode } from "../kernel/refusal.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { ItemId } from "../kernel/ids.ts";
import { type StepDeps, type StepResult, runStep } from "../evidence/run-step.ts";

/** The step's result for a file no copy can be made of. */
export const noViewingCopy = (reason: string): StepResult => ({
  happening: { kind: "no-viewing-copy", data: { reason } },
  changes: { viewingStage: "none", noViewingReason: reason },
});

/** What `work` finds, or "no viewing copy" if it refuses the file itself: trying again would not help. */
export async function orNoViewingCopy(work: () => Promise<StepResult>): Promise<StepResult> {
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error) && error.kind === "invalid") return noViewingCopy(error.code);
    throw error;
  }
}

/** Use case: after the last try of a media step, says why there is no copy. May run twice. */
export async function giveUpViewing(
  deps: StepDeps,
  step: "probe" | "viewing-copy" | "encode-copy",
  itemId: ItemId,
  code: RefusalCode | "internal" | (string & {}),
): Promise<void> {
  await runStep(deps, step, itemId, () => Promise.resolve(noViewingCopy(code)));
}
