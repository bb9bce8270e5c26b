/** The timer that makes the queue disposable: it wakes whatever the database says is due. */
import type { Clock } from "../../services/kernel/clock.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { JobQueue } from "../../services/evidence/job-queue.ts";

export interface SweepDeps {
  readonly items: Pick<EvidenceStore, "due" | "wanted">;
  readonly queue: JobQueue;
  readonly clock: Clock;
}

/** Of each step: enough to keep every worker busy until the next sweep. */
const WAKES_PER_STEP = 500;
/** People who wait at once; further ones wait their turn. */
const WANTED = 100;
/** Wake-ups under way at once. */
const WIDTH = 32;

/** Wakes what is due; waking what is awake already changes nothing. Answers how much was due. */
export async function sweep({ items, queue, clock }: SweepDeps): Promise<number> {
  const now = clock();
  const due = await items.due(now, WAKES_PER_STEP);
  for (let at = 0; at < due.length; at += WIDTH) {
    await Promise.all(
      due.slice(at, at + WIDTH).map(({ step, itemId }) => queue.wake(step, itemId)),
    );
  }
  // The oldest wish last, so that it stands first.
  const wanted = await items.wanted(now, WANTED);
  for (const { step, itemId } of wanted.toReversed()) await queue.wake(step, itemId, "first");
  return due.length;
}
