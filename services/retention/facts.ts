/** What is known of one item that its retention rests on. Days are of the agency's zone. */
import { type CalendarDate, compareDates, daysBetween } from "../calendar/calendar-date.ts";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import type { Extension, PromotingFact, SourceKind } from "../policy/retention-class.ts";
import type { Condition } from "../policy/term.ts";

export type Until = CalendarDate | "permanent";

export interface CaseFacts {
  readonly caseId: CaseId;
  /** The agency's own number. */
  readonly number: string;
  readonly filedOn: CalendarDate | null;
  readonly decidedOn: CalendarDate | null;
  readonly effectiveOn: CalendarDate | null;
  /** Null: the case runs, or nobody told that it ended. */
  readonly closedOn: CalendarDate | null;
  readonly outcome: "evidence-used" | "not-evidence" | null;
  readonly litigation: "none" | "open" | "final";
  readonly litigationFinalOn: CalendarDate | null;
  readonly majorDecision: boolean;
  readonly flags: readonly string[];
  /** How long its file is kept once it is closed; null: nobody said yet. */
  readonly archiveTerm: "P10Y" | "P30Y" | "permanent" | null;
  /** What a person told last of its proceedings; null: nobody told, or of an end before the case was taken up again. */
  readonly proceedingsOver: { readonly on: CalendarDate | null } | null;
}

/** What a person told last of a condition. */
export interface ToldFact {
  readonly condition: Condition;
  /** The day it came about; null: it has not, whatever was told before. */
  readonly on: CalendarDate | null;
  /** Flags that were set after it was told. */
  readonly flaggedSince: readonly string[];
}

export interface FlagFact {
  readonly flag: string;
  readonly on: CalendarDate;
}

/** That it stays longer because somebody asked for it: a promise by itself, whatever the rules say since. */
export interface ExtensionFact {
  readonly by: Extension["by"];
  /** Which of its kind: 1 is the first. */
  readonly time: number;
  readonly term: string;
  readonly until: CalendarDate;
  /** The day it was given. */
  readonly on: CalendarDate;
}

export interface RetentionFacts {
  readonly itemId: ItemId;
  readonly receivedOn: CalendarDate;
  /** The day it ends, as the device says; null: it says nothing. */
  readonly recordedOn: CalendarDate | null;
  readonly sourceKind: SourceKind;
  /** As its device declared. */
  readonly activity: string | null;
  readonly sessionActivities: readonly string[];
  /** The session that it is of; null: of none. */
  readonly session: {
    /** Null: it goes on, or nobody told that it ended. */
    readonly endedOn: CalendarDate | null;
  } | null;
  /** Days on which an authority classified it as a state secret, its session or a case of it. */
  readonly classifiedOn: readonly CalendarDate[];
  /** Its own, and those of its session. */
  readonly flags: readonly FlagFact[];
  /** Those that it belongs to now. */
  readonly cases: readonly CaseFacts[];
  /** Of the item itself, each condition once. */
  readonly conditions: readonly ToldFact[];
  readonly extensions: readonly ExtensionFact[];
  /** The last look whether it is still needed, and by when the next was said to come; null: nobody looked. */
  readonly reviewed: { readonly on: CalendarDate; readonly next: CalendarDate } | null;
  /** The house's own floor, to which its original was locked when it was sealed. */
  readonly sealedUntil: CalendarDate;
  /** The floor of the decision before; null: there is none. */
  readonly promised: Until | null;
}

/** A fact that a reason names: which, of which case, and its day. */
export interface NamedFact {
  readonly name:
    | "recorded"
    | "received"
    | "sealed"
    | "source"
    | "activity"
    | "flag"
    | "promised"
    | "case-linked"
    | "case-filed"
    | "decision-made"
    | "decision-effective"
    | "case-closed"
    | "litigation-final"
    | "litigation-open"
    | "major-decision"
    | "evidence-used"
    | "case-flag"
    | "session-end"
    | "session-open"
    | "classified"
    | "condition-met"
    | "condition-denied"
    | "extended";
  /** The flag, the source, the activity, the condition, or who asked for it. */
  readonly value?: string;
  /** Of several of its kind which. */
  readonly time?: number;
  readonly caseId?: CaseId;
  readonly caseNumber?: string;
  readonly on?: Until;
}

/** Recordings are handed in within days; a clock that fell back to its first day is years behind. */
const MOST_DAYS_UNTIL_RECEIVED = 30;

/** A device's clock may be ahead, or far behind: then the day counts on which the recording was there. */
export function recordedFact({ recordedOn, receivedOn }: RetentionFacts): NamedFact & {
  readonly on: CalendarDate;
} {
  return recordedOn === null ||
    compareDates(recordedOn, receivedOn) > 0 ||
    daysBetween(recordedOn, receivedOn) > MOST_DAYS_UNTIL_RECEIVED
    ? { name: "received", on: receivedOn }
    : { name: "recorded", on: recordedOn };
}

/** The fact by which a rule's condition holds of this item; null: it does not. */
export function promotingFact(facts: RetentionFacts, wanted: PromotingFact): NamedFact | null {
  const ofCase = (name: NamedFact["name"], holds: (file: CaseFacts) => boolean) => {
    const file = facts.cases.find(holds);
    return file === undefined ? null : { name, caseId: file.caseId, caseNumber: file.number };
  };
  const ofCases = CASE_FACTS[wanted];
  if (ofCases !== undefined) return ofCase(...ofCases);
  const own = facts.flags.find(({ flag }) => flag === wanted);
  if (own !== undefined) return { name: "flag", value: own.flag, on: own.on };
  const file = ofCase("case-flag", ({ flags }) => flags.includes(wanted));
  return file === null ? null : { ...file, value: wanted };
}

/** What cases make of their items; whatever else raises is a flag. */
const CASE_FACTS: {
  readonly [fact in PromotingFact]?: readonly [NamedFact["name"], (file: CaseFacts) => boolean];
} = {
  "linked-as-evidence": ["case-linked", ({ outcome }) => outcome !== "not-evidence"],
  "evidence-used": ["evidence-used", ({ outcome }) => outcome === "evidence-used"],
  "major-decision": ["major-decision", ({ majorDecision }) => majorDecision],
  "litigation-open": ["litigation-open", ({ litigation }) => litigation === "open"],
};
