/** When a delivery is tried again, and when that ends: the schedule of Standard Webhooks, with jitter. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { DeliveryState, Outcome, StopReason } from "./webhook.ts";

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];
/** After the first attempt, which is made at once: three days and some hours in all. */
export const RETRY_AFTER_MS: readonly number[] = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR],
  ...[10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
];
/** So that not all that failed together comes again together. */
const JITTER = 0.1;
/** However long a receiver asks for. */
const LONGEST_MS = 24 * HOUR;
/** A webhook to which nothing arrived for so long is stopped, once a delivery was given up. */
export const FAILING_MS = 72 * HOUR;

export interface Judged {
  readonly state: DeliveryState;
  /** When it is tried again; null: not by itself. */
  readonly dueAt: UtcInstant | null;
  readonly failingSince: UtcInstant | null;
  /** Why the webhook is to be stopped; null: it goes on. */
  readonly stop: StopReason | null;
}

/** What an attempt comes to. `tries`: how often it was tried since it was sent, or sent again by hand, this one among them. `random` from 0 to 1. */
export function judge(
  outcome: Outcome,
  { tries, failingSince }: { readonly tries: number; readonly failingSince: UtcInstant | null },
  now: UtcInstant,
  random: number,
): Judged {
  if ("status" in outcome && outcome.status >= 200 && outcome.status < 300) {
    return { state: "delivered", dueAt: null, failingSince: null, stop: null };
  }
  const since = failingSince ?? now;
  if ("status" in outcome && outcome.status === 410) {
    // It waits: nothing is lost if somebody starts the webhook again.
    return { state: "waiting", dueAt: now, failingSince: since, stop: "gone" };
  }
  const planned = RETRY_AFTER_MS[tries - 1];
  if (planned === undefined) {
    const stop = now >= plusMs(since, FAILING_MS) ? "failing" : null;
    return { state: "given-up", dueAt: null, failingSince: since, stop };
  }
  const asked = "status" in outcome ? (outcome.retryAfterMs ?? 0) : 0;
  const jittered = planned * (1 + JITTER * (2 * random - 1));
  const waitMs = Math.round(Math.max(jittered, Math.min(asked, LONGEST_MS)));
  return { state: "waiting", dueAt: plusMs(now, waitMs), failingSince: since, stop: null };
}
