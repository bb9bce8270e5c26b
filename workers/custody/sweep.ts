/** The timer that makes the queue disposable: it wakes whatever the database says is due. */
import type { Clock } from "../../services/kernel/clock.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { JobQueue } from "../../services/evidence/job-queue.ts";

export interface SweepDeps {
  readonly items: Pick<EvidenceStore, "due">;
  readonly queue: JobQueue;
  readonly clock: Clock;
}

/** Of each step: enough to keep every worker busy until the next sweep. */
const WAKES_PER_STEP = 500;
/** Wake-ups under way at once. */
const WIDTH = 32;

/** Wakes what is due; waking what is awake already changes nothing. Answers how much was due. */
export async function sweep({ items, queue, clock }: SweepDeps): Promise<number> {
  const due = await items.due(clock(), WAKES_PER_STEP);
  for (let at = 0; at < due.length; at += WIDTH) {
    await Promise.all(
      due.slice(at, at + WIDTH).map(({ step, itemId }) => queue.wake(step, itemId)),
    );
  }
  return due.length;
}
