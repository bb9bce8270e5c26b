/** Port: the wake-up call. Losing one costs time, never work: the database says what is due. */
import type { ItemId } from "../kernel/ids.ts";
import type { Step } from "./pipeline.ts";

export interface JobQueue {
  /** Asks a worker to look at `step` of this item soon. Never throws: an unreachable queue is logged. */
  wake(step: Step, itemId: ItemId): Promise<void>;
}
