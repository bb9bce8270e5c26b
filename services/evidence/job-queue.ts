/** Port: the wake-up call. Losing one costs time, never work: the database says what is due. */
import type { ItemId } from "../kernel/ids.ts";
import type { Step } from "./pipeline.ts";

export type Place = "first" | "last";

export interface JobQueue {
  /**
   * Asks a worker to look at `step` of this item soon, "first" before all that waits now. What waits already waits once
   * all the same, and what runs goes on. Never throws: an unreachable queue is logged.
   */
  wake(step: Step, itemId: ItemId, place?: Place): Promise<void>;
}
