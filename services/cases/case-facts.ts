/** What is known of a case, which of it fits together, and what counts as overwriting. Pure. */
import { type CalendarDate, addMonths } from "../calendar/calendar-date.ts";
import {
  type CaseEvent,
  type DeadlineExtension,
  MOST_EVENTS,
  eventKey,
  overwritesEvent,
} from "./case-event.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ENFORCEMENT_KINDS, Flag } from "../policy/enforcement-words.ts";

export const CASE_OUTCOMES = ["evidence-used", "not-evidence"] as const;
/** In the order in which it goes on. */
export const LITIGATION = ["none", "open", "final"] as const;
export const ARCHIVE_TERMS = ["P10Y", "P30Y", "permanent"] as const;
/** Decisions take effect within months of being made. */
const EFFECT_AHEAD_MONTHS = 24;
export const PARTY_KINDS = ["person", "organisation"] as const;
export const PARTY_CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u;
/** Of one case, however many tables tell of it. */
export const MOST_PARTIES = 200;
export const MOST_REASONS = 20;
/** Characters of a number, a unit and a power item. */
export const SHORT_MAX = 100;

export interface Party {
  /** What everything but this case calls the party: in sessions, records and reports. */
  readonly code: string;
  readonly kind: (typeof PARTY_KINDS)[number];
  /** For those only who may see it; null: not told. */
  readonly name: string | null;
}

/** A provision that the case rests on, in the wording that held. */
export interface LegalBasis {
  readonly instrument: string;
  /** "25", "25.2"; null: the whole of it. */
  readonly article: string | null;
  /** The day of the version: when it was adopted, or last amended. */
  readonly version: CalendarDate;
}

export const MOST_PROVISIONS = 50;

export interface CaseFacts {
  /** The agency's own number; unique. */
  readonly number: string;
  readonly title: string;
  readonly actionKind: (typeof ENFORCEMENT_KINDS)[number] | null;
  readonly agencyUnit: string | null;
  readonly filedOn: CalendarDate | null;
  readonly decidedOn: CalendarDate | null;
  readonly effectiveOn: CalendarDate | null;
  readonly closedOn: CalendarDate | null;
  /** What became of the evidence; told when the case is closed, and not before. */
  readonly outcome: (typeof CASE_OUTCOMES)[number] | null;
  readonly litigation: (typeof LITIGATION)[number];
  readonly litigationFinalOn: CalendarDate | null;
  readonly majorDecision: boolean;
  readonly majorReasons: readonly string[];
  /** The power that the agency acts by, in the version that held then. */
  readonly powerItem: { readonly code: string; readonly version: string } | null;
  readonly legalBasis: readonly LegalBasis[];
  readonly events: readonly CaseEvent[];
  /** Told by a use case of their own (`reports/tell-deadlines.ts`). */
  readonly extensions: readonly DeadlineExtension[];
  readonly archiveTerm: (typeof ARCHIVE_TERMS)[number] | null;
  readonly flags: readonly Flag[];
  readonly parties: readonly Party[];
}

export const NO_FACTS: Omit<CaseFacts, "number" | "title"> = {
  ...{ actionKind: null, agencyUnit: null, filedOn: null, decidedOn: null, effectiveOn: null },
  ...{ closedOn: null, outcome: null, litigation: "none", litigationFinalOn: null },
  ...{ majorDecision: false, majorReasons: [], powerItem: null, archiveTerm: null },
  ...{ legalBasis: [], events: [], extensions: [], flags: [], parties: [] },
};

/** Members that are absent or undefined stay as they are. */
export type CaseChanges = { readonly [Name in keyof CaseFacts]?: CaseFacts[Name] | undefined };

export const changedFacts = (before: CaseFacts, changes: CaseChanges): CaseFacts => ({
  ...before,
  ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
});

/** Names of the facts that differ, in the order of `before`. */
export const differences = (before: CaseFacts, after: CaseFacts): readonly (keyof CaseFacts)[] =>
  (Object.keys(NUMBER_FIRST) as (keyof CaseFacts)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
const NUMBER_FIRST: CaseFacts = { number: "", title: "", ...NO_FACTS };

/** True where something that was told is told otherwise or taken back: that needs a reason. Going on is none. */
export function overwrites(name: keyof CaseFacts, before: CaseFacts, after: CaseFacts): boolean {
  if (name === "litigation") {
    return LITIGATION.indexOf(after.litigation) < LITIGATION.indexOf(before.litigation);
  }
  if (name === "events") return overwritesEvent(before.events, after.events);
  const value = before[name];
  if (Array.isArray(value)) {
    const kept = new Set((after[name] as readonly unknown[]).map((one) => JSON.stringify(one)));
    return value.some((one) => !kept.has(JSON.stringify(one)));
  }
  return value !== null && value !== false;
}

/**
 * @throws Refusal invalid "cases/no-outcome", "cases/outcome-too-early", "cases/dates-out-of-order",
 * "cases/date-in-future", "cases/event-twice", "cases/event-dates", "cases/provision-twice", "cases/litigation-date", "cases/no-major-reasons", "cases/party-twice", "cases/too-many-parties".
 */
export function checkFacts(facts: CaseFacts, today: CalendarDate): void {
  const { filedOn, decidedOn, effectiveOn, closedOn, litigationFinalOn } = facts;
  if (closedOn !== null && facts.outcome === null) {
    refuse("cases/no-outcome", "a case is closed with what became of its evidence", {
      fix: "Say whether the recordings were used as evidence: it decides how long they are kept.",
    });
  }
  if (closedOn === null && facts.outcome !== null) {
    refuse(
      "cases/outcome-too-early",
      "what became of the evidence is told when the case is closed",
      {
        fix: "Give the day on which the case was closed, or leave the outcome out.",
      },
    );
  }
  const order = [filedOn, decidedOn, effectiveOn].filter((date) => date !== null);
  const isEarly = (date: CalendarDate | null): boolean =>
    date !== null && filedOn !== null && date < filedOn;
  if (order.join() !== order.toSorted().join() || isEarly(closedOn)) {
    refuse("cases/dates-out-of-order", "the dates of the case do not follow one another", {
      fix: "Filed, decided and effective follow in this order, and nothing comes before filing.",
    });
  }
  // What is yet to come could keep recordings locked for decades by a slip of the pen.
  if (
    [filedOn, decidedOn, closedOn, litigationFinalOn].some(
      (date) => date !== null && date > today,
    ) ||
    (effectiveOn !== null && effectiveOn > addMonths(today, EFFECT_AHEAD_MONTHS))
  ) {
    refuse("cases/date-in-future", "that day has not come yet", {
      fix: "Give the day once it is there; only the day of effect may be ahead, by two years at most.",
    });
  }
  if ((facts.litigation === "final") !== (litigationFinalOn !== null)) {
    refuse(
      "cases/litigation-date",
      "a lawsuit has a day of its end when it is over, and not before",
      {
        fix: "Give the day on which the judgment became final, or leave it out.",
      },
    );
  }
  if (facts.majorDecision && facts.majorReasons.length === 0) {
    refuse("cases/no-major-reasons", "a major decision needs the reason why it is one", {
      fix: "Say which entry of the catalogue of major decisions it falls under.",
    });
  }
  checkParties(facts.parties);
  checkEvents(facts, today);
  checkBasis(facts.legalBasis, today);
}

function checkEvents({ events }: CaseFacts, today: CalendarDate): void {
  if (new Set(events.map(eventKey)).size !== events.length || events.length > MOST_EVENTS) {
    refuse("cases/event-twice", "two events of the case are of one kind and document", {
      fix: "Give each its own document number; 100 events at most.",
    });
  }
  const isOff = ({ on, doneOn }: CaseEvent): boolean =>
    on > today || (doneOn !== null && (doneOn < on || doneOn > today));
  if (
    events.some(isOff) ||
    events.some((one) => one.doneOn === null && one.doneDocument !== null)
  ) {
    refuse("cases/event-dates", "the days of an event do not fit together", {
      fix: "Give days that have come; what was done comes after the event, and has a day.",
    });
  }
}

function checkBasis(basis: readonly LegalBasis[], today: CalendarDate): void {
  const named = basis.map(({ instrument, article }) => JSON.stringify([instrument, article]));
  if (new Set(named).size !== named.length) {
    refuse("cases/provision-twice", "a provision stands there twice", {
      fix: "Name each provision once, in the version that held.",
    });
  }
  if (basis.some(({ version }) => version > today)) {
    refuse("cases/date-in-future", "that day has not come yet", {
      fix: "Name the version that holds now, by the day it was adopted or amended on.",
    });
  }
}

function checkParties(parties: readonly Party[]): void {
  if (new Set(parties.map(({ code }) => code)).size !== parties.length) {
    refuse("cases/party-twice", "two parties have the same code", {
      fix: "Give each party of the case a code of its own.",
    });
  }
  if (parties.length > MOST_PARTIES) {
    refuse("cases/too-many-parties", "a case has 200 parties at most", {
      fix: "Divide the case, or leave out parties that are named nowhere.",
    });
  }
}

function refuse(code: `cases/${string}`, text: string, options: { fix: string }): never {
  throw new Refusal("invalid", code, text, options);
}
