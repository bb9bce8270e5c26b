/** Use cases: make a grant of access narrower, take it or all of a person back, and tell of those that ended by themselves. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Clock } from "../kernel/clock.ts";
import type { GrantId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type GrantDeps, badTerm } from "./give-access.ts";
import type { Grant } from "./grant.ts";
import type { GrantStore } from "./grant-store.ts";
import { tellingOf, termsOf } from "./grant-telling.ts";
import type { Sight } from "./sight.ts";

/** What may become less; left out, it stays. */
export interface Narrower {
  readonly until?: CalendarDate | undefined;
  readonly download?: false | undefined;
}

/**
 * It counts for what is open too: each request asks anew.
 * @throws Refusal missing "access/no-such-grant"; conflict "access/grant-over"; invalid "access/not-narrower",
 *         "access/bad-term".
 */
export function narrowAccess(
  { grants, clock, today }: Pick<GrantDeps, "grants" | "clock" | "today">,
  id: GrantId,
  { until, download }: Narrower,
  by: UserId,
  reason: string,
): Promise<void> {
  return grants.change(id, (before) => {
    if (before.revokedAt !== null || before.until <= today()) throw grantOver();
    const after = {
      ...before,
      ...{ until: until ?? before.until, download: download ?? before.download },
    };
    if (after.until > before.until || sameTerms(before, after)) throw notNarrower();
    if (after.until <= after.from || after.until <= today()) throw badTerm();
    const telling = tellingOf(after, {
      ...{ kind: "access-narrowed", at: clock(), actor: `user:${by}` as const, reason },
      ...{ before: termsOf(before), after: termsOf(after) },
      more: { was: { download: before.download, until: before.until } },
    });
    return { after, revokedBy: null, telling };
  });
}

const sameTerms = (one: Grant, other: Grant): boolean =>
  one.until === other.until && one.download === other.download;

const grantOver = (): Refusal =>
  new Refusal("conflict", "access/grant-over", "this grant is over already", {
    fix: "Give a new one if it is needed again.",
  });

const notNarrower = (): Refusal =>
  new Refusal("invalid", "access/not-narrower", "this makes the grant no narrower", {
    fix: "Name an earlier day, or take the right to take away; to give more, give another grant.",
  });

/**
 * It ends for what is open too. What was revoked, or had ended, stays as it was and tells nothing more.
 * @throws Refusal missing "access/no-such-grant".
 */
export function revokeAccess(
  { grants, clock }: Pick<GrantDeps, "grants" | "clock">,
  id: GrantId,
  by: UserId,
  reason: string,
): Promise<void> {
  const at = clock();
  return grants.change(id, (before) => {
    if (before.revokedAt !== null || before.endToldAt !== null) return null;
    const telling = tellingOf(before, {
      ...{ kind: "access-revoked", at, actor: `user:${by}` as const, reason },
      ...{ before: termsOf(before), after: { revokedAt: at } },
    });
    return { after: { ...before, revokedAt: at, endToldAt: at }, revokedBy: by, telling };
  });
}

/** Grants of one round: each is a transaction of its own. */
const AT_ONCE = 50;

/**
 * Takes back all that a person was given, of what `sight` may know of (null: everything), one after the other: cut off,
 * it is done again for the rest. Answers how many.
 */
export async function revokeAllOf(
  deps: Pick<GrantDeps, "grants" | "clock">,
  userId: UserId,
  sight: Sight | null,
  by: UserId,
  reason: string,
): Promise<number> {
  const next = () => deps.grants.standing(userId, AT_ONCE, sight);
  let revoked = 0;
  for (let ids = await next(); ids.length > 0; ids = await next()) {
    for (const id of ids) await revokeAccess(deps, id, by, reason);
    revoked += ids.length;
  }
  return revoked;
}

interface EndDeps {
  readonly grants: Pick<GrantStore, "over" | "change">;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
}

/** That the day is over ends a grant without anybody; this tells it, once. Answers how many were told. */
export async function tellEnded({ grants, clock, today }: EndDeps): Promise<number> {
  const day = today();
  let told = 0;
  for (const id of await grants.over(day, AT_ONCE)) {
    const at = clock();
    await grants.change(id, (before) => {
      if (before.endToldAt !== null || day < before.until) return null;
      told += 1;
      const telling = tellingOf(before, {
        ...{ kind: "access-ended", at, actor: "process:custody", reason: null },
        ...{ before: termsOf(before), after: { over: before.until } },
      });
      return { after: { ...before, endToldAt: at }, revokedBy: null, telling };
    });
  }
  return told;
}
