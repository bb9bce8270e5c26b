/** Use case: run one step of an item, once. The bracket around every step's own work. */
import type { Clock } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { Actor, Happening } from "./custody-event.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import type { EvidenceStore } from "./evidence-store.ts";
import type { JobQueue } from "./job-queue.ts";
import { type Step, stagesAfter, stepsDue } from "./pipeline.ts";

export interface StepDeps {
  readonly items: EvidenceStore;
  readonly queue: JobQueue;
  readonly clock: Clock;
  /** Who the custody record names: "process:custody". */
  readonly actor: Actor;
}

/** What a step's work found: facts to keep on the item, and what happened. */
export interface StepResult {
  readonly happening: Happening;
  /** Changes to the item. A stage named here is taken instead of the one the pipeline leads to. */
  readonly changes?: Partial<Omit<EvidenceItem, "id" | "version">>;
}

/**
 * Does `work` if `step` is due, then moves the item on, records what happened, and wakes what comes
 * next. A step that is not due is already done: running it again does nothing. `work` itself may run
 * twice, so all it writes is write-once or compare-and-swap.
 * @throws whatever `work` throws; the item then stays where it was.
 */
export async function runStep(
  deps: StepDeps,
  step: Step,
  itemId: ItemId,
  work: (item: EvidenceItem) => Promise<StepResult>,
): Promise<void> {
  const item = await deps.items.get(itemId);
  if (!stepsDue(item).includes(step)) return;
  const saved = await saveResult(deps, step, item, await work(item));
  if (saved === null) return;
  for (const next of stepsDue(saved)) {
    // An overview of what was received just now goes before those that an archive catches up on.
    const isFirst = saved.copyWanted === true || next === "overview";
    await deps.queue.wake(next, itemId, isFirst ? "first" : "last");
  }
}

/**
 * The other track may have moved the item meanwhile: then the result is put on the newer item, and the
 * work is not done again. Null if another run of this very step was first.
 */
async function saveResult(
  { items, clock, actor }: StepDeps,
  step: Step,
  worked: EvidenceItem,
  { happening, changes }: StepResult,
): Promise<EvidenceItem | null> {
  for (let item = worked; stepsDue(item).includes(step); item = await items.get(item.id)) {
    const moved = { ...item, ...stagesAfter(item, step), ...changes };
    try {
      return await items.save(item, moved, { at: clock(), actor, happening });
    } catch (error) {
      if (!isRefusal(error, "evidence/moved")) throw error;
    }
  }
  return null;
}
