/**
 * What is kept of requests that carry an Idempotency-Key. Contract: test/contract/idempotency-store.contract.ts.
 */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Attempt, KeptAnswer, Standing } from "./idempotency.ts";

export interface IdempotencyStore {
  /** Keeps that `attempt` is at work, unless another is or was; forgets keys whose time is over. */
  begin(attempt: Attempt, now: UtcInstant): Promise<Standing>;
  /**
   * Runs `work`. The first action that it keeps, keeps in the same transaction that the request was done.
   * @throws Refusal conflict "api/overtaken" out of `work` once another attempt has begun; nothing of it is kept then.
   */
  during<T>(attempt: Attempt, work: () => Promise<T>): Promise<T>;
  /** Null: it was done, and its answer is not to be kept. */
  end(attempt: Attempt, answer: KeptAnswer | null): Promise<void>;
  /** It was refused: unless something was kept of it, the key is free again. */
  release(attempt: Attempt): Promise<void>;
}
