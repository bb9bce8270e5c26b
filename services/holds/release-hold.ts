/** Use cases: release a hold, which takes another person than who placed it, and put its review off. */
import { type TwoPeopleDeps, requireAnother } from "../access/two-people.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { HoldId, UserId } from "../kernel/ids.ts";
import { alreadyReleased, requireReview } from "./hold.ts";
import type { HoldDeps } from "./place-hold.ts";

/** @throws Refusal forbidden as `requireAnother`; missing "holds/no-such-hold"; conflict "holds/released". */
export async function releaseHold(
  { holds, clock, people }: HoldDeps & TwoPeopleDeps,
  by: UserId,
  id: HoldId,
  reason: string,
): Promise<void> {
  const { placedBy, released, kind } = await holds.get(id);
  await requireAnother({ people, clock }, placedBy, by);
  if (released !== null) throw alreadyReleased();
  const at = clock();
  await holds.release(
    id,
    { at, by, reason },
    {
      ...{ kind: "hold-released", at, actor: `user:${by}`, subject: `hold:${id}` },
      ...{ before: { kind, placedBy }, after: { releasedAt: at }, reason },
    },
  );
}

/**
 * Somebody looked, and it is still needed.
 * @throws Refusal invalid "holds/review-in-past"; missing "holds/no-such-hold"; conflict "holds/released".
 */
export async function reviewHold(
  { holds, clock, today }: HoldDeps,
  by: UserId,
  id: HoldId,
  { reviewOn, reason }: { readonly reviewOn: CalendarDate; readonly reason: string },
): Promise<void> {
  requireReview(reviewOn, today());
  const before = await holds.get(id);
  await holds.setReview(id, reviewOn, {
    ...{ kind: "hold-reviewed", at: clock(), actor: `user:${by}`, subject: `hold:${id}` },
    ...{ before: { reviewOn: before.reviewOn }, after: { reviewOn }, reason },
  });
}
