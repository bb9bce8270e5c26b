/** What the custody records of items and the actions tell of a grant: its values as they were at that time. */
import type { ActionKind } from "../actions/action.ts";
import type { CustodyKind, Happening } from "../evidence/custody-event.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Values } from "../actions/action.ts";
import type { Grant, GrantTerms } from "./grant.ts";
import type { GrantTelling } from "./grant-store.ts";

const stated = ({ id, purpose, download, from, until }: GrantTerms) => ({
  ...{ grant: id, purposeKind: purpose, download, from, until },
});

/**
 * Of an item: to whom, for what and until when. Other items of the grant are not named: who may know of this one need
 * not know of them.
 */
const toldOfItem = (kind: CustodyKind, grant: Grant, more: Happening["data"]): Happening => ({
  kind,
  data: {
    ...{ to: `user:${grant.userId}`, ...stated(grant) },
    ...(grant.scope.type === "case" ? { caseId: grant.scope.caseId } : {}),
    ...more,
  },
});

/** With the scope, so that whoever may not know of it is not told of the action either (services/review/known-actions.ts). */
export const termsOf = (grant: Grant): Values => ({
  ...{ grant: grant.id, purpose: grant.purpose, download: grant.download },
  ...{ from: grant.from, until: grant.until },
  ...(grant.scope.type === "case"
    ? { caseId: grant.scope.caseId }
    : { itemIds: [...grant.scope.itemIds] }),
});

interface Told {
  readonly kind: ActionKind & CustodyKind;
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly before: Values | null;
  readonly after: Values | null;
  /** In words; null: nobody decided, its day is over. */
  readonly reason: string | null;
  readonly more?: Happening["data"];
}

/** One action about the person, and an event of each item. */
export const tellingOf = (
  grant: Grant,
  { kind, at, actor, before, after, reason, more = {} }: Told,
): GrantTelling => ({
  ...{ at, actor },
  happening: toldOfItem(kind, grant, { ...more, ...(reason === null ? {} : { reason }) }),
  action: { kind, at, actor, subject: `user:${grant.userId}`, before, after, reason },
});

/** That its person read content by it, of one item for the first time. */
export const openingOf = (grant: GrantTerms): Happening => ({
  kind: "access-opened",
  data: stated(grant),
});
