/** Port: labels, clearances and the people of cases. Contract suite: test/contract/secrecy-store.contract.ts; lists against rules: test/integration/secrecy-store.test.ts. */
import type { Person } from "../access/access-store.ts";
import type { NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { CaseId, ItemId, LabelId, SessionId, UserId } from "../kernel/ids.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { ReviewPeriods } from "./family.ts";
import type { Label, LabelKind } from "./label.ts";
import type { CasePerson, Clearance, Facts, Sight } from "./sight.ts";

/** What a label stands on. */
export type Thing =
  | { readonly type: "item"; readonly id: ItemId }
  | { readonly type: "case"; readonly id: CaseId }
  | { readonly type: "session"; readonly id: SessionId };

/** What tells of a change: an action, and of an item a custody event too. */
export interface Telling {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
  readonly action: NewAction;
}

/** A level that is to be reviewed. */
export interface DueReview {
  readonly thing: Thing;
  /** The name of the item's file, or the number of the case or session. */
  readonly name: string;
  readonly labelId: LabelId;
  readonly kind: LabelKind;
  /** By when; it may be over. */
  readonly due: CalendarDate;
}

export interface SetClearance {
  readonly person: Pick<Person, "id" | "role"> & { readonly displayName: string };
  readonly clearance: Clearance;
  readonly setAt: UtcInstant;
  readonly setBy: Actor;
}

export interface SecrecyStore {
  /** Everything that ever stood on it, oldest first. */
  labels(thing: Thing): Promise<readonly Label[]>;

  /**
   * Writes `after` and what tells of it, all or nothing; `before` null: a new label.
   * @throws Refusal missing "evidence/no-such-item", "cases/no-such-case", "sessions/no-such-session"; conflict "secrecy/moved" unless `before` is as it stands.
   */
  put(thing: Thing, before: Label | null, after: Label, telling: Telling): Promise<void>;

  /** Labels in force to be reviewed until `by`, each kind as often as `periods` says, of things that `sight` may know of, those that are due first. */
  reviewsDue(
    until: { readonly by: CalendarDate; readonly today: CalendarDate },
    periods: ReviewPeriods,
    sight: Sight | null,
    limit: number,
  ): Promise<readonly DueReview[]>;

  /** Whose account that is, of somebody disabled too; null: nobody's. */
  person(userId: UserId): Promise<Pick<Person, "id" | "role"> | null>;

  clearance(userId: UserId): Promise<Clearance | null>;
  /** All that were ever set, as they stand, also of those whose day is past, of people who may log in; in the order of their accounts. */
  clearances(limit: number): Promise<readonly SetClearance[]>;
  /** @throws Refusal missing "access/no-such-user". */
  setClearance(
    userId: UserId,
    clearance: Clearance,
    actionOf: (before: Clearance | null) => NewAction,
  ): Promise<void>;

  people(caseId: CaseId): Promise<readonly CasePerson[]>;
  /** In place of all that were set before; none: the case is everybody's again. @throws Refusal missing "cases/no-such-case", "access/no-such-user". */
  setPeople(
    caseId: CaseId,
    people: readonly CasePerson[],
    actionOf: (before: readonly CasePerson[]) => NewAction,
  ): Promise<void>;

  /** Labels and people that count for it, of an item with those of its cases and its session, of a session with those of its case; what is of a session counts by itself (`mayKnowSession`). @throws Refusal as `put`. */
  facts(thing: Thing): Promise<Facts>;

  /** All that these items were made of, where they were made here and not released from its secrecy; each once. */
  sourcesOf(items: readonly ItemId[]): Promise<readonly ItemId[]>;

  /** What this person may see on that day. */
  sight(person: Pick<Person, "id" | "role">, today: CalendarDate): Promise<Sight>;

  /** Which of `ids` are items, cases, recording sessions, holds, packages or docking visits that `sight` may not know of; a bundle, and so a session, is as secret as the most secret thing in it; a session is so as its case, too. */
  hidden(sight: Sight, ids: readonly string[]): Promise<ReadonlySet<string>>;

  /** Cases, recording sessions and holds to which these items belong, or ever did, and of which `sight` may not know. */
  hiddenOf(sight: Sight, items: readonly ItemId[]): Promise<ReadonlySet<string>>;
}
