/** The days that a term runs from: of the recording, of its flags, of each case that it belongs to. */
import { type CalendarDate, daysBetween } from "../calendar/calendar-date.ts";
import type { Trigger } from "../policy/retention-class.ts";
import { type CaseFacts, type NamedFact, type RetentionFacts, recordedFact } from "./facts.ts";

export interface TriggerFact {
  /** What holds already; its day is `on`, where it has come about. */
  readonly fact: NamedFact;
  /** Null: it has not come about, or nobody told. */
  readonly on: CalendarDate | null;
}

type CaseTrigger = Extract<
  Trigger,
  "case-filed" | "decision-made" | "decision-effective" | "case-closed" | "litigation-final"
>;

/** Never empty: where the fact is missing its day is null, and what counts from it waits. */
export function triggerFacts(trigger: Trigger, facts: RetentionFacts): readonly TriggerFact[] {
  switch (trigger) {
    case "recorded-end": {
      const fact = recordedFact(facts);
      return [{ fact, on: fact.on }];
    }
    case "session-end":
      return [sessionEnd(facts)];
    case "received":
      return [{ fact: { name: "received", on: facts.receivedOn }, on: facts.receivedOn }];
    case "flagged":
      return flagsOf(facts, () => true);
    case "complaint-received":
      return flagsOf(facts, (flag) => flag === "complaint");
    case "subject-request":
      return flagsOf(facts, (flag) => flag === "subject-request");
    case "classification-issued":
      return orMissing(
        facts,
        facts.classifiedOn.map((on) => ({ fact: { name: "classified", on }, on })),
      );
    case "case-filed":
    case "decision-made":
    case "decision-effective":
    case "case-closed":
    case "litigation-final":
      return orMissing(
        facts,
        facts.cases.map((file) => ofCase(trigger, file)),
      );
  }
}

/** Counted from another day it could end too soon. */
const orMissing = (facts: RetentionFacts, found: readonly TriggerFact[]): readonly TriggerFact[] =>
  found.length > 0 ? found : [{ fact: recordedFact(facts), on: null }];

const flagsOf = (
  facts: RetentionFacts,
  wanted: (flag: string) => boolean,
): readonly TriggerFact[] =>
  orMissing(
    facts,
    facts.flags
      .filter(({ flag }) => wanted(flag))
      .map(({ flag, on }) => ({ fact: { name: "flag", value: flag, on }, on })),
  );

/** A session that nobody ended, or whose end lies too far ahead to be true, goes on; none ends before what is of it was recorded. */
function sessionEnd(facts: RetentionFacts): TriggerFact {
  const { session, receivedOn } = facts;
  const recorded = recordedFact(facts);
  if (session === null) return { fact: recorded, on: null };
  const { endedOn } = session;
  if (endedOn === null || daysBetween(receivedOn, endedOn) > MOST_DAYS_AHEAD) {
    return { fact: { name: "session-open" }, on: null };
  }
  return endedOn < recorded.on
    ? { fact: recorded, on: recorded.on }
    : { fact: { name: "session-end", on: endedOn }, on: endedOn };
}

/** A recording may come in while its session goes on; years ahead is a slip of the pen, which no lock could take back. */
const MOST_DAYS_AHEAD = 30;

function ofCase(trigger: CaseTrigger, file: CaseFacts): TriggerFact {
  const { caseId, number: caseNumber } = file;
  const on = dayOf(trigger, file);
  const of = { caseId, caseNumber };
  return on === null
    ? { fact: { name: "case-linked", ...of }, on }
    : { fact: { name: nameOf(trigger, file), ...of, on }, on };
}

/** A case that nobody sued over is final once it is closed. */
const nameOf = (trigger: CaseTrigger, { litigation }: CaseFacts): NamedFact["name"] =>
  trigger === "litigation-final" && litigation === "none" ? "case-closed" : trigger;

function dayOf(trigger: CaseTrigger, file: CaseFacts): CalendarDate | null {
  switch (trigger) {
    case "case-filed":
      return file.filedOn;
    case "decision-made":
      return file.decidedOn;
    case "decision-effective":
      return file.effectiveOn;
    case "case-closed":
      return file.closedOn;
    case "litigation-final":
      if (file.litigation === "open") return null;
      return file.litigation === "none" ? file.closedOn : file.litigationFinalOn;
  }
}
