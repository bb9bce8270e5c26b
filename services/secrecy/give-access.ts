/** Use case: give somebody access to a case or items for a while. */
import { type TwoPeopleDeps, requireAnother } from "../access/two-people.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { type GrantId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Grant } from "./grant.ts";
import type { GrantStore, GrantTelling } from "./grant-store.ts";
import { tellingOf, termsOf } from "./grant-telling.ts";
import { mayName } from "./purpose.ts";
import type { SecrecyStore } from "./secrecy-store.ts";

export interface GrantDeps extends TwoPeopleDeps {
  readonly grants: GrantStore;
  readonly secrecy: Pick<SecrecyStore, "person">;
  readonly today: () => CalendarDate;
}

export type GrantWish = Omit<Grant, "id" | "givenAt" | "givenBy" | "revokedAt" | "endToldAt">;

/**
 * Nobody gives to himself, and nobody gets a purpose that the role cannot have.
 * @throws Refusal forbidden as `requireAnother`; invalid "access/bad-term", "secrecy/purpose-not-theirs"; missing as
 *         the store.
 */
export async function giveAccess(deps: GrantDeps, wish: GrantWish, by: UserId): Promise<Grant> {
  const { grant, telling } = await grantFor(deps, wish, by);
  await deps.grants.give(grant, telling);
  return grant;
}

/** The grant as it would be kept, with what tells of it. @throws as giveAccess. */
export async function grantFor(
  { secrecy, clock, today, people }: Omit<GrantDeps, "grants">,
  wish: GrantWish,
  by: UserId,
): Promise<{ readonly grant: Grant; readonly telling: GrantTelling }> {
  const { userId, purpose, from, until } = wish;
  await requireAnother({ people, clock }, userId, by);
  if (until <= from || until <= today()) throw badTerm();
  const person = await secrecy.person(userId);
  if (person === null) throw new Refusal("missing", "access/no-such-user", "no such user");
  if (person.role === "guest") throw takesShare();
  if (!mayName(person.role, purpose, true)) throw purposeNotTheirs();
  const at = clock();
  const grant: Grant = {
    ...{ ...wish, id: newId<GrantId>(), givenAt: at, givenBy: by },
    ...{ revokedAt: null, endToldAt: null },
  };
  const telling = tellingOf(grant, {
    ...{ kind: "access-given", at, actor: `user:${by}` as const, before: null },
    ...{ after: termsOf(grant), reason: grant.reason },
  });
  return { grant, telling };
}

const takesShare = (): Refusal =>
  new Refusal("invalid", "access/guest-takes-share", "a guest is given nothing but by a share", {
    fix: "Ask for a share: it takes a document, a second person and a receipt.",
  });

export const purposeNotTheirs = (): Refusal =>
  new Refusal("invalid", "secrecy/purpose-not-theirs", "that role never looks for this", {
    fix: "Take another purpose; a role has the purposes that `GET /api/v1/me` tells its people.",
  });

export const badTerm = (): Refusal =>
  new Refusal("invalid", "access/bad-term", "a grant ends after it begins, and not before today", {
    fix: "Name a later last day.",
  });
