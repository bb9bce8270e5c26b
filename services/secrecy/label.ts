/** A label: what a thing is said to be, by whom, on what ground and until when. */
import { type CalendarDate, addMonths } from "../calendar/calendar-date.ts";
import { addTerm } from "../calendar/term.ts";
import type { Actor } from "../kernel/actor.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { LabelId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type Families, type ReviewPeriods, packsEnd } from "./family.ts";
import { type LabelKind, isLevel } from "./label-kind.ts";
import { DUTIES, type Duty, type Mark, OPEN, type StateLevel } from "./mark.ts";

export { LABEL_KINDS, type LabelKind, isLevel } from "./label-kind.ts";

/** "declared": the word of a device. "proposed": the agency is no authority for it, and reports it. */
export const LABEL_STATUSES = ["declared", "proposed", "confirmed"] as const;

export interface Label {
  readonly id: LabelId;
  readonly kind: LabelKind;
  readonly status: (typeof LABEL_STATUSES)[number];
  readonly issuedOn: CalendarDate;
  /** The first day on which it is in force no more: it ends by itself. */
  readonly until: CalendarDate | null;
  /** What ends it before that, in words. */
  readonly condition: string | null;
  /** The only people who may know; null: all who are cleared. */
  readonly scope: readonly UserId[] | null;
  /** The document or provision it rests on. */
  readonly basis: string;
  /** Of a proposal: the last day for reporting it. */
  readonly reportBy: CalendarDate | null;
  readonly setAt: UtcInstant;
  readonly setBy: Actor;
  readonly ended: { readonly at: UtcInstant; readonly by: Actor; readonly reason: string } | null;
  /** The last review of a level; null: nobody reviewed it yet. */
  readonly reviewed: {
    readonly on: CalendarDate;
    readonly by: Actor;
    /** By when somebody looks again. */
    readonly nextOn: CalendarDate;
  } | null;
  readonly version: number;
}

const isDuty = (kind: LabelKind): kind is Duty => DUTIES.includes(kind as Duty);

export const isInForce = ({ ended, until }: Pick<Label, "ended" | "until">, today: CalendarDate) =>
  ended === null && (until === null || today < until);

/** A proposal is protected as the highest level until the authority has decided. */
export function protectionOf({ kind, status }: Pick<Label, "kind" | "status">): Mark {
  if (isLevel(kind)) return { state: status === "proposed" ? "top-secret" : kind, duties: [] };
  return isDuty(kind) ? { state: null, duties: [kind] } : OPEN;
}

/** 保守国家秘密法 2024 art. 20. */
export const MAX_YEARS: Readonly<Record<StateLevel, number>> = {
  secret: 10,
  "highly-secret": 20,
  "top-secret": 30,
};

export const yearsAfter = (date: CalendarDate, years: number): CalendarDate =>
  addMonths(date, 12 * years);

/**
 * The day a label ends by itself: what is wished, else the longest term of its level by the law and by the pack in force,
 * whichever is shorter; a duty of secrecy has none unless one is wished or the pack says one.
 * @throws Refusal invalid "secrecy/term-too-long", "secrecy/bad-term".
 */
export function endOfTerm(
  kind: LabelKind,
  issuedOn: CalendarDate,
  wished: CalendarDate | null,
  families: Families,
): CalendarDate | null {
  if (wished !== null && wished <= issuedOn) {
    throw new Refusal("invalid", "secrecy/bad-term", "a label ends after the day it was issued", {
      fix: "Name a later day, or none.",
    });
  }
  const ends = [
    isLevel(kind) ? yearsAfter(issuedOn, MAX_YEARS[kind]) : null,
    packsEnd(families, kind, issuedOn),
  ].filter((end) => end !== null);
  const longest = ends.toSorted()[0];
  if (longest === undefined) return wished;
  if (wished === null || wished <= longest) return wished ?? longest;
  throw new Refusal("invalid", "secrecy/term-too-long", "a shorter longest term is set", {
    fix: "Name a day within the longest term, or none: the law bounds levels, and the policy pack may bound any label.",
    facts: { longest },
  });
}

/** The day by which it is looked at again, which may be over; null where nobody must, or it ends before. */
export function nextReview(
  label: Pick<Label, "kind" | "issuedOn" | "until" | "ended" | "reviewed">,
  today: CalendarDate,
  periods: ReviewPeriods,
): CalendarDate | null {
  const period = periods[label.kind];
  if (period === undefined || !isInForce(label, today)) return null;
  const due = label.reviewed?.nextOn ?? addTerm(label.issuedOn, period);
  return label.until !== null && due >= label.until ? null : due;
}

/**
 * `label` with a later end. Only before it ended, and only by whoever set it or an administrator over them.
 * @throws Refusal conflict "secrecy/ended"; forbidden "secrecy/not-the-classifier"; invalid as `endOfTerm`.
 */
export function extended(
  label: Label,
  by: { readonly actor: Actor; readonly isAbove: boolean },
  until: CalendarDate,
  today: CalendarDate,
  families: Families,
): Label {
  if (!isInForce(label, today)) throw endedAlready();
  if (label.setBy !== by.actor && !by.isAbove) {
    throw new Refusal("forbidden", "secrecy/not-the-classifier", "another person set this label", {
      fix: "Ask the person who set it, or an administrator.",
    });
  }
  // What has no end would get one.
  if (label.until === null || until <= label.until) {
    throw new Refusal("invalid", "secrecy/bad-term", "an extension ends later than before", {
      fix: "It has no end, or a later one; to end it sooner, end it.",
    });
  }
  // A term anew, from the day it is extended.
  return {
    ...label,
    until: endOfTerm(label.kind, today, until, families),
    version: label.version + 1,
  };
}

export const endedAlready = (): Refusal =>
  new Refusal("conflict", "secrecy/ended", "this label is in force no more", {
    fix: "What ended cannot be extended or changed; set a new label.",
  });
