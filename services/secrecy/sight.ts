/** Who may know of what: role × clearance × scope × assignment or grant × purpose × term, as pure rules. infra/postgres/walls.ts says the same in SQL. */
import type { Person } from "../access/access-store.ts";
import { type Permission, type Role, allows } from "../access/permission.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UserId } from "../kernel/ids.ts";
import { type Duty, type Mark, covers, join } from "./mark.ts";
import { type GrantTerms, isGranted } from "./grant.ts";
import { type Purpose, isSpecial, mayName } from "./purpose.ts";
import { type Label, isInForce, protectionOf } from "./label.ts";

/** What one person may see on one day. */
export interface Sight {
  readonly userId: UserId;
  readonly role: Role;
  readonly clearance: Mark;
  readonly today: CalendarDate;
}

/** What was set for a person; it takes the place of what the role has, until its last day is over. */
export interface Clearance extends Mark {
  /** The first day on which it counts no more; null: until it is set anew. */
  readonly until: CalendarDate | null;
}

const ORDINARY: readonly Duty[] = ["work", "trade", "privacy"];

/** Without more: nobody knows of state secrets, of who is a minor, or of who told. */
const OF_ROLE: Readonly<Record<Role, readonly Duty[]>> = {
  admin: ORDINARY,
  officer: ["work"],
  reviewer: ORDINARY,
  auditor: ORDINARY,
  records: ORDINARY,
  legal: ORDINARY,
  // A guest may know of what their partner may (SecrecyStore.clearance), and without one of nothing that bears a label.
  guest: [],
};

/** One whose day is past stands there and clears nobody. */
export const stillClears = (set: Clearance | null, today: CalendarDate): set is Clearance =>
  set !== null && (set.until === null || today < set.until);

export function sightOf(
  { id, role }: Pick<Person, "id" | "role">,
  set: Clearance | null,
  today: CalendarDate,
): Sight {
  const { state, duties } = stillClears(set, today) ? set : { state: null, duties: OF_ROLE[role] };
  return { userId: id, role, clearance: { state, duties }, today };
}

/** Who works on a case, and until when (that day is no part of it). */
export interface CasePerson {
  readonly userId: UserId;
  readonly until: CalendarDate | null;
}

/** About one item, one case, or what was said of one recording session. */
export interface Facts {
  /** Of the thing itself, and of the cases and the session that an item belongs to; ended ones may be among them. */
  readonly labels: readonly Label[];
  /** Of each case that has people set to it; an item of no such case has none. */
  readonly people: readonly CasePerson[];
  /** On it, and of an item on its cases; those that are over may be among them. */
  readonly grants: readonly GrantTerms[];
  /** From this day on the item is only stored: it is kept because a term says so, and its purpose is over; null: of none, and of a case. */
  readonly restrictedFrom: CalendarDate | null;
}

/** A case with people set to it is theirs; these roles answer for all of them. */
const OVER_ALL_CASES: readonly Role[] = ["admin", "auditor", "records", "legal"];
/** Leaves the house or is watched: never, of what was set apart. */
const OF_CONTENT: readonly Permission[] = [
  "copies:watch",
  "originals:read",
  "packages:make",
  "shares:open",
];

const TAKES_AWAY: readonly Permission[] = ["originals:read", "packages:make"];

export const takesPurpose = (permission: Permission): boolean => OF_CONTENT.includes(permission);

export const REASONS = [
  "role",
  "role-lacks-permission",
  "open",
  "cleared",
  "not-cleared",
  "in-scope",
  "out-of-scope",
  "assigned",
  "not-assigned",
  "granted",
  "granted-to-watch",
  "set-apart",
  "purpose-fits",
  "purpose-not-yours",
  "only-stored",
  "special-reason",
] as const;
export type Reason = (typeof REASONS)[number];

export interface Verdict {
  readonly allowed: boolean;
  /** Each rule that had something to say; of a refusal all that stand against it. */
  readonly because: readonly Reason[];
}

const AGAINST: readonly Reason[] = [
  "role-lacks-permission",
  "not-cleared",
  "out-of-scope",
  "not-assigned",
  "granted-to-watch",
  "set-apart",
  "purpose-not-yours",
  "only-stored",
];

/** `purpose` null: it is not about content, or what for is not asked yet. `isTaken`: to be kept outside. */
export function mayDo(
  sight: Sight,
  permission: Permission,
  facts: Facts,
  purpose: Purpose | null = null,
  isTaken = TAKES_AWAY.includes(permission),
): Verdict {
  const because: readonly Reason[] = [
    holds(sight.role, permission) ? "role" : "role-lacks-permission",
    ...ofLabels(sight, permission, facts.labels),
    ...ofCases(sight, facts, takesPurpose(permission) ? purpose : null, isTaken),
    ...(takesPurpose(permission) ? ofTerm(sight, facts, purpose) : []),
  ];
  const against = because.filter((reason) => AGAINST.includes(reason));
  return against.length === 0 ? { allowed: true, because } : { allowed: false, because: against };
}

/** That something is there, a guest knows of what was shared with them, though no list shows it to them. */
const KNOWN_BY_SHARES: readonly Permission[] = ["items:see", "cases:see"];

const holds = (role: Role, permission: Permission): boolean =>
  allows(role, permission) || (role === "guest" && KNOWN_BY_SHARES.includes(permission));

function ofLabels(
  { role, userId, clearance, today }: Sight,
  permission: Permission,
  all: readonly Label[],
): readonly Reason[] {
  const labels = all.filter((label) => isInForce(label, today));
  if (labels.length === 0) return ["open"];
  const isApart = labels.some(({ kind }) => kind === "set-apart");
  const mark = join(...labels.map(protectionOf));
  const scopes = labels.flatMap(({ scope }) => (scope === null ? [] : [scope]));
  const isInAll = scopes.every((scope) => scope.includes(userId));
  return [
    ...(isApart && (role !== "admin" || takesPurpose(permission)) ? (["set-apart"] as const) : []),
    covers(clearance, mark) ? "cleared" : "not-cleared",
    ...(scopes.length === 0 ? [] : ([isInAll ? "in-scope" : "out-of-scope"] as const)),
  ];
}

/** Whether these labels alone hide it from nobody like that. */
export const seesLabels = (sight: Sight, labels: readonly Label[]): boolean =>
  ofLabels(sight, "items:see", labels).every((reason) => !AGAINST.includes(reason));

function ofCases(
  { role, userId, today }: Sight,
  facts: Facts,
  purpose: Purpose | null,
  isTaken: boolean,
): readonly Reason[] {
  const people = facts.people.filter(({ until }) => until === null || today < until);
  const isTheirs =
    role !== "guest" && (people.length === 0 || people.some((person) => person.userId === userId));
  const grants = facts.grants.filter((grant) => grant.userId === userId && isGranted(grant, today));
  if (isTheirs || !isBoundToCases(role)) {
    const forThis = isTheirs || grants.some((grant) => grant.purpose === purpose);
    const assigned: readonly Reason[] =
      people.length > 0 && isBoundToCases(role) ? ["assigned"] : [];
    if (purpose === null) return assigned;
    return [...assigned, mayName(role, purpose, forThis) ? "purpose-fits" : "purpose-not-yours"];
  }
  return grants.length === 0 ? ["not-assigned"] : asGuest(role, grants, purpose, isTaken);
}

/** Where only a term keeps it, its content takes a special reason (个人信息保护法 art. 47: stored and kept safe, nothing else). */
function ofTerm(
  { today }: Sight,
  { restrictedFrom }: Facts,
  purpose: Purpose | null,
): readonly Reason[] {
  if (restrictedFrom === null || today < restrictedFrom) return [];
  return [purpose !== null && isSpecial(purpose) ? "special-reason" : "only-stored"];
}

/** Who is there by grants alone is there for what they say. */
function asGuest(
  role: Role,
  grants: readonly GrantTerms[],
  purpose: Purpose | null,
  isTaken: boolean,
): readonly Reason[] {
  const forThis = grants.filter((grant) => purpose === null || grant.purpose === purpose);
  const isToWatch = isTaken && !forThis.some(({ download }) => download);
  const because: readonly Reason[] = isToWatch ? ["granted", "granted-to-watch"] : ["granted"];
  if (purpose === null) return because;
  const fits = forThis.length > 0 && mayName(role, purpose, true);
  return [...because, fits ? "purpose-fits" : "purpose-not-yours"];
}

/** A recording session is as secret as what was said of itself, as its case, and as the most secret thing that is of it. */
export const mayKnowSession = (sight: Sight, own: Facts, items: readonly Facts[]): boolean =>
  mayDo(sight, "cases:see", own).allowed &&
  items.every((facts) => mayDo(sight, "items:see", facts).allowed);

/** The grants by which alone that is allowed; none where it would be without any, or is not at all. */
export function restsOn(
  sight: Sight,
  permission: Permission,
  facts: Facts,
  purpose: Purpose,
  isTaken?: boolean,
): readonly GrantTerms[] {
  const isAllowed = (grants: readonly GrantTerms[]): boolean =>
    mayDo(sight, permission, { ...facts, grants }, purpose, isTaken).allowed;
  return isAllowed([]) ? [] : facts.grants.filter((grant) => isAllowed([grant]));
}

/** Whether somebody of this role needs to be set to a case that has people. */
export const isBoundToCases = (role: Role): boolean => !OVER_ALL_CASES.includes(role);
