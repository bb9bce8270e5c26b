/** What it takes to run a step in a worker: a description, with no word about the queue. */
import type { ItemId } from "../kernel/ids.ts";
import type { Step } from "./pipeline.ts";

export interface Job {
  /** The step's slug: also the queue's name, the log field and the metric label. */
  readonly name: Step;
  /** How many run at once in one process. */
  readonly concurrency: number;
  /** Longest a run may take before another worker may take the job up. */
  readonly timeoutMs: number;
  /**
   * Tries before `giveUp` is called, or null to try for ever at growing distance: custody never gives
   * up on evidence, media gives up on a file no decoder takes.
   */
  readonly attempts: number | null;
  run(itemId: ItemId, signal: AbortSignal): Promise<void>;
  /** Moves the item on after the last try, with the last refusal's code. */
  giveUp?(itemId: ItemId, code: string): Promise<void>;
}
