/** Use cases: give somebody access to a case or items for a while, and take it back. */
import { requireAnother } from "../access/two-people.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Clock } from "../kernel/clock.ts";
import { type GrantId, type UserId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Grant } from "./grant.ts";
import type { GrantStore } from "./grant-store.ts";
import { mayName } from "./purpose.ts";
import type { SecrecyStore } from "./secrecy-store.ts";

export interface GrantDeps {
  readonly grants: GrantStore;
  readonly secrecy: Pick<SecrecyStore, "person">;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
}

export type GrantWish = Omit<Grant, "id" | "givenAt" | "givenBy" | "revokedAt">;

/**
 * Nobody gives to himself, and nobody gets a purpose that the role cannot have.
 * @throws Refusal forbidden "access/same-person"; invalid "access/bad-term", "secrecy/purpose-not-theirs"; missing as
 *         the store.
 */
export async function giveAccess(deps: GrantDeps, wish: GrantWish, by: UserId): Promise<Grant> {
  const { userId, purpose, from, until } = wish;
  requireAnother(userId, by);
  if (until <= from || until <= deps.today()) {
    throw new Refusal(
      "invalid",
      "access/bad-term",
      "a grant ends after it begins, and not before today",
      {
        fix: "Name a later last day.",
      },
    );
  }
  const person = await deps.secrecy.person(userId);
  if (person === null) throw new Refusal("missing", "access/no-such-user", "no such user");
  if (!mayName(person.role, purpose, true)) {
    throw new Refusal("invalid", "secrecy/purpose-not-theirs", "that role never looks for this", {
      fix: "Give it for another purpose; a role has the purposes that `GET /api/v1/me` tells its people.",
    });
  }
  const grant = { ...wish, id: newId<GrantId>(), givenAt: deps.clock(), givenBy: by };
  const given: Grant = { ...grant, revokedAt: null };
  await deps.grants.give(given, {
    ...{ kind: "access-given", at: given.givenAt, actor: `user:${by}`, subject: `user:${userId}` },
    ...{ before: null, after: termsOf(given), reason: given.reason },
  });
  return given;
}

/** It ends for what is open too: each request asks anew. @throws Refusal missing "access/no-such-grant". */
export function revokeAccess(
  { grants, clock }: Pick<GrantDeps, "grants" | "clock">,
  id: GrantId,
  by: UserId,
  reason: string,
): Promise<void> {
  const at = clock();
  return grants.revoke(id, at, by, (before) =>
    before.revokedAt === null
      ? {
          ...{ kind: "access-revoked", at, actor: `user:${by}`, subject: `user:${before.userId}` },
          ...{ before: termsOf(before), after: { revokedAt: at }, reason },
        }
      : null,
  );
}

const termsOf = ({ id, scope, purpose, download, from, until }: Grant) => ({
  ...{ grant: id, purpose, download, from, until },
  ...(scope.type === "case" ? { caseId: scope.caseId } : { itemIds: [...scope.itemIds] }),
});
