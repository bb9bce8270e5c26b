/**
 * Use case: say of items that somebody looked, and that they are still needed. It promises nothing: it moves the day on which
 * the next look is due, and takes them out of a batch that was proposed before. What is needed no more is proposed for disposal.
 */
import { type CalendarDate, LAST_DATE } from "../calendar/calendar-date.ts";
import type { Happening } from "../evidence/custody-event.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ItemId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { KeptReview, ReviewLog } from "./review-log.ts";

export interface KeepReviewDeps {
  readonly retentionReviews: ReviewLog;
  readonly clock: Clock;
  /** Of the agency's zone. */
  readonly today: () => CalendarDate;
}

export interface Reviewing {
  /** Whoever is named twice counts once. */
  readonly itemIds: readonly ItemId[];
  readonly reason: string;
  /** The next look, where it is to come sooner than its class says; null: as its class says. */
  readonly next: CalendarDate | null;
}

/** As many as one request names. */
export const MOST_REVIEWED = 200;

/** All of them or none. @throws Refusal invalid "retention/review-in-past"; as `ReviewLog.keep`. */
export async function reviewItems(
  { retentionReviews, clock, today }: KeepReviewDeps,
  by: UserId,
  { itemIds, reason, next }: Reviewing,
): Promise<void> {
  const on = today();
  if (next !== null && next <= on) {
    throw new Refusal("invalid", "retention/review-in-past", "the next look is not in the future", {
      fix: "Name a day behind today, or none: then the class says when.",
    });
  }
  // No class looks later than the last day there is.
  const review: KeptReview = {
    ...{ on, next: next ?? LAST_DATE, reason },
    ...{ at: clock(), actor: `user:${by}` },
  };
  const happening: Happening = {
    kind: "retention-reviewed",
    data: { reason, next },
  };
  await retentionReviews.keep([...new Set(itemIds)].sort(), review, happening);
}

export const notForReview = (): Refusal =>
  new Refusal("conflict", "retention/no-review", "nobody has to look at one of them", {
    fix: "Name those alone that the list of due looks tells of.",
  });
