/** An access request: somebody asks for what they say they know of, and is not told whether it is there. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import {
  type AccessRequestId,
  type CaseId,
  type GrantId,
  type ItemId,
  type UserId,
  parseId,
} from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Grant, GrantScope } from "./grant.ts";
import type { Purpose } from "./purpose.ts";

export const REQUEST_STATES = ["open", "approved", "refused", "withdrawn", "lapsed"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export interface AccessRequest {
  readonly id: AccessRequestId;
  readonly askedBy: UserId;
  readonly askedAt: UtcInstant;
  /** As it was typed: an id, the number of a case, or a sentence. Nothing is looked up by it before somebody decides. */
  readonly about: string;
  readonly purpose: Purpose;
  readonly download: boolean;
  /** The law or the order that it rests on. */
  readonly authority: string;
  /** The first day on which what is given shall count no more. */
  readonly until: CalendarDate;
  /** The first day on which it is decided no more. */
  readonly lapsesOn: CalendarDate;
  /** As it is kept: one whose day is over may still stand as open (`stateOn`). */
  readonly state: RequestState;
  readonly decidedAt: UtcInstant | null;
  /** Whoever approved or refused it. */
  readonly decidedBy: UserId | null;
  /** In the words of whoever decided; whoever asked reads them. */
  readonly reason: string | null;
  readonly grantId: GrantId | null;
}

/** Calendar days for which a request waits. */
export const WAITS_DAYS = 15;
export const MOST_OPEN = 10;
export const MOST_A_DAY = 20;

/** What one person asked for before. */
export interface AskedBefore {
  /** That are not decided. */
  readonly open: number;
  /** Within the last 24 hours, decided ones too. */
  readonly lately: number;
}

/** @throws Refusal unavailable "access/too-many-requests". */
export function requireRoom({ open, lately }: AskedBefore): void {
  if (open < MOST_OPEN && lately < MOST_A_DAY) return;
  throw new Refusal(
    "unavailable",
    "access/too-many-requests",
    "you have asked for as much as may wait, or for as much as one may in a day",
    {
      fix: "Wait until some are decided, withdraw what you need no more, or ask tomorrow.",
      facts: { mostOpen: MOST_OPEN, mostInADay: MOST_A_DAY },
    },
  );
}

export const stateOn = (
  { state, lapsesOn }: Pick<AccessRequest, "state" | "lapsesOn">,
  today: CalendarDate,
): RequestState => (state === "open" && lapsesOn <= today ? "lapsed" : state);

/** @throws Refusal conflict "access/request-over". */
export function requireOpen(request: AccessRequest, today: CalendarDate): void {
  const state = stateOn(request, today);
  if (state === "open") return;
  throw new Refusal("conflict", "access/request-over", "this request is not open any more", {
    fix: "Ask anew if it is still needed.",
    facts: { state },
  });
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** More than a sentence that a person types holds. */
const MOST_IDS = 20;

/** What the words of a request may name. */
export interface Names {
  readonly ids: readonly string[];
  /** The whole of it, where it may be the number of a case. */
  readonly number: string;
}

export const namesIn = (about: string): Names => ({
  ids: [...new Set((about.match(ID) ?? []).flatMap((id) => parseId(id.toLowerCase()) ?? []))].slice(
    0,
    MOST_IDS,
  ),
  number: about.trim().normalize("NFC"),
});

/** A thing that the words name, as whoever decides may know of it. */
export type NamedThing =
  | { readonly type: "case"; readonly id: CaseId; readonly number: string }
  | { readonly type: "item"; readonly id: ItemId };

export const isNamedIn = (about: string, thing: NamedThing): boolean => {
  const { ids, number } = namesIn(about);
  return ids.includes(thing.id) || (thing.type === "case" && thing.number === number);
};

/** In which cases each of some items is. */
export type CasesOf = ReadonlyMap<ItemId, readonly CaseId[]>;

/**
 * What is given is what was asked for, or less. Words that name nothing bind nobody: then whoever decides says what is
 * meant. `named`: what the words name.
 * @throws Refusal invalid "access/wider-than-asked".
 */
export function requireWithin(
  asked: AccessRequest,
  given: Pick<Grant, "scope" | "until" | "download">,
  named: readonly NamedThing[],
  casesOf: CasesOf,
): void {
  const isLater = given.until > asked.until;
  const isMore = given.download && !asked.download;
  if (!isLater && !isMore && (named.length === 0 || isInside(given.scope, named, casesOf))) return;
  throw new Refusal("invalid", "access/wider-than-asked", "this is more than was asked for", {
    fix: "Name what the request names or a part of it, no later day, and no taking away unless that was asked for.",
  });
}

function isInside(scope: GrantScope, named: readonly NamedThing[], casesOf: CasesOf): boolean {
  const ids = new Set<string>(named.map(({ id }) => id));
  if (scope.type === "case") return ids.has(scope.caseId);
  return scope.itemIds.every(
    (id) => ids.has(id) || (casesOf.get(id) ?? []).some((of) => ids.has(of)),
  );
}
