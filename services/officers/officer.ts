/** Officers: credentials over time as a list that is only added to, and which one was valid on a day. Pure. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { OfficerEntryId, OfficerId, UserId } from "../kernel/ids.ts";

/** What a register says of one credential. */
export interface Credential {
  /** 执法证号. */
  readonly credentialNo: string;
  readonly name: string;
  readonly unit: string;
  /** Kinds of power or codes of power items; none: not told. */
  readonly powers: readonly string[];
  readonly validFrom: CalendarDate;
  /** The last day; null: until further notice. */
  readonly validTo: CalendarDate | null;
}

export interface OfficerEntry extends Credential {
  readonly id: OfficerEntryId;
  readonly officerId: OfficerId;
  /** Where it comes from: a person, or the name of the system that was imported. */
  readonly source: string;
  readonly enteredAt: UtcInstant;
  readonly enteredBy: Actor;
  /** The entry that this one corrects; each is corrected once at most, then the correction is. */
  readonly replaces: OfficerEntryId | null;
  readonly reason: string | null;
}

export interface Officer {
  readonly id: OfficerId;
  readonly userId: UserId | null;
  /** In the order in which they were entered. */
  readonly entries: readonly OfficerEntry[];
}

type Entries = readonly OfficerEntry[];

/** The entries that nothing had corrected, by what had been entered up to and with `known`. */
export function counting(entries: Entries, known: UtcInstant): Entries {
  return standing(entries.filter(({ enteredAt }) => enteredAt <= known));
}

/** Those that no other of them replaces: what was corrected was never so. */
export function standing(entries: Entries): Entries {
  const replaced = new Set(entries.map(({ replaces }) => replaces));
  return entries.filter(({ id }) => !replaced.has(id));
}

/** The credential that was valid on `day`, as known at `known`; null: none. Of several the one that began last. */
export function credentialOn(
  entries: Entries,
  day: CalendarDate,
  known: UtcInstant,
): OfficerEntry | null {
  return counting(entries, known)
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
    .reduce<OfficerEntry | null>(
      (best, entry) => (best === null || entry.validFrom >= best.validFrom ? entry : best),
      null,
    );
}

/** What the officer is called today: by the credential that began last. */
export const newest = (entries: Entries, known: UtcInstant): OfficerEntry | null =>
  counting(entries, known).reduce<OfficerEntry | null>(
    (best, entry) => (best === null || entry.validFrom >= best.validFrom ? entry : best),
    null,
  );

export const sameCredential = (a: Credential, b: Credential): boolean => textOf(a) === textOf(b);

const textOf = ({ credentialNo, name, unit, powers, validFrom, validTo }: Credential): string =>
  JSON.stringify([credentialNo, name, unit, [...powers].sort(), validFrom, validTo]);
