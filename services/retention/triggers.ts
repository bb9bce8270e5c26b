/** The days that a term runs from: of the recording, of its flags, of each case that it belongs to. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
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

/** Empty: nothing of this item can ever be such a trigger as it stands. */
export function triggerFacts(trigger: Trigger, facts: RetentionFacts): readonly TriggerFact[] {
  switch (trigger) {
    case "recorded-end":
    case "session-end": {
      const fact = recordedFact(facts);
      return [{ fact, on: fact.on }];
    }
    case "received":
      return [{ fact: { name: "received", on: facts.receivedOn }, on: facts.receivedOn }];
    case "flagged":
      return flagsOf(facts, () => true);
    case "complaint-received":
      return flagsOf(facts, (flag) => flag === "complaint");
    case "subject-request":
      return flagsOf(facts, (flag) => flag === "subject-request");
    case "classification-issued":
      // Labels are no fact of retention yet: counted from another day it could end too soon, so it stays.
      return [{ fact: recordedFact(facts), on: null }];
    case "case-filed":
    case "decision-made":
    case "decision-effective":
    case "case-closed":
    case "litigation-final":
      return facts.cases.map((file) => ofCase(trigger, file));
  }
}

const flagsOf = (
  { flags }: RetentionFacts,
  wanted: (flag: string) => boolean,
): readonly TriggerFact[] =>
  flags
    .filter(({ flag }) => wanted(flag))
    .map(({ flag, on }) => ({ fact: { name: "flag", value: flag, on }, on }));

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
