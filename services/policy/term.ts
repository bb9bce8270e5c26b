/** How long a recording is kept by rule: a time by the calendar or in working days, for ever, as long as its case file, or until a condition. */
import { z } from "zod";
import { type IsoTerm, type TermParts, parseTerm, termParts } from "../calendar/term.ts";

/** A term as text, one that `parseTerm` takes. */
export const durationField = z
  .string()
  .max(24)
  .refine((text) => parseTerm(text) !== null, {
    params: {
      "zh-CN": "不是有效的时长：应为 ISO 8601 形式，如 P6M、P180D，不含时分，不为零，不超过 200 年",
      en: "no duration: ISO 8601 as P6M or P180D, without times, above zero, 200 years at most",
    },
  });

/**
 * What ends a term of the kind "until-condition". "proceedings-over": with the last case of it, and once a
 * complaint is answered. "purpose-met": when a person says so; of a ceiling else when nothing keeps it longer.
 */
export const CONDITIONS = ["purpose-met", "proceedings-over"] as const;
export type Condition = (typeof CONDITIONS)[number];

export const termField = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("duration"), iso: durationField }),
  z.strictObject({ kind: z.literal("permanent") }),
  /** As long as the file of its case, and never less than `least` from the trigger on. */
  z.strictObject({ kind: z.literal("follow-case-file"), least: durationField }),
  z.strictObject({ kind: z.literal("until-condition"), condition: z.enum(CONDITIONS) }),
]);
export type Term = z.infer<typeof termField>;

/** Days of so many months in a row, at the least and, with a leap day, at the most. */
const LEAST_DAYS = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334];
const MOST_DAYS = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];

/** The shortest and the longest a duration by the calendar can be, in days, whatever day it starts on. */
function span({ months, days }: TermParts): { readonly least: number; readonly most: number } {
  const years = Math.floor(months / 12);
  const whole = years * 365 + days;
  return {
    least: whole + (LEAST_DAYS[months % 12] ?? 0),
    most: whole + Math.ceil(years / 4) + (MOST_DAYS[months % 12] ?? 0),
  };
}

/** The schema lets nothing else through. */
const partsOf = (iso: string): TermParts => termParts(iso as IsoTerm);

/** Whether `floor` may end after `ceiling` where both run from the same day. */
export function endsAfter(floor: Term, ceiling: Term): boolean {
  // A condition may come about on any day: what is said of both is settled when it does, and the floor wins.
  if (ceiling.kind === "permanent" || ceiling.kind === "until-condition") return false;
  if (floor.kind === "permanent") return true;
  if (floor.kind === "until-condition") return false;
  const lower = partsOf(floor.kind === "duration" ? floor.iso : floor.least);
  const upper = partsOf(ceiling.kind === "duration" ? ceiling.iso : ceiling.least);
  if (lower.months <= upper.months && lower.days <= upper.days) return false;
  return span(lower).most > span(upper).least;
}
