/** How long a recording is kept by rule: a time by the calendar or in working days, for ever, as long as its case file, or until a condition. */
import { z } from "zod";

/** Parts of an ISO 8601 duration without times: "P6M", "P1Y6M", "P180D"; weeks are counted as days. */
export interface DurationParts {
  readonly months: number;
  readonly days: number;
}

const DURATION =
  /^P(?=\d)(?:(?<years>\d{1,3})Y)?(?:(?<months>\d{1,4})M)?(?:(?<weeks>\d{1,4})W)?(?:(?<days>\d{1,5})D)?$/;

/** Nothing that is reckoned in years is promised for longer; what is, is permanent. */
const MAX_YEARS = 150;

/** Null: no duration, none at all ("P0D"), or longer than 150 years. */
export function parseDuration(iso: string): DurationParts | null {
  const found = DURATION.exec(iso)?.groups;
  if (found === undefined) return null;
  const part = (name: string): number => Number(found[name] ?? 0);
  const months = part("years") * 12 + part("months");
  const days = part("weeks") * 7 + part("days");
  const isTooLong = months / 12 + days / 365 > MAX_YEARS;
  return months + days === 0 || isTooLong ? null : { months, days };
}

/** A duration as text, for what is told to people and machines alike. */
export const durationField = z
  .string()
  .max(24)
  .refine((text) => parseDuration(text) !== null, {
    params: {
      "zh-CN": "不是有效的时长：应为 ISO 8601 形式，如 P6M、P180D，不含时分，不为零，不超过 150 年",
      en: "no duration: ISO 8601 as P6M or P180D, without times, above zero, 150 years at most",
    },
  });

/** What a person says has come about; each ends a term of the kind "until-condition". */
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
function span({ months, days }: DurationParts): { readonly least: number; readonly most: number } {
  const years = Math.floor(months / 12);
  const whole = years * 365 + days;
  return {
    least: whole + (LEAST_DAYS[months % 12] ?? 0),
    most: whole + Math.ceil(years / 4) + (MOST_DAYS[months % 12] ?? 0),
  };
}

/** Whether `floor` may end after `ceiling` where both run from the same day. */
export function endsAfter(floor: Term, ceiling: Term): boolean {
  // A condition may come about on any day: what is said of both is settled when it does, and the floor wins.
  if (ceiling.kind === "permanent" || ceiling.kind === "until-condition") return false;
  if (floor.kind === "permanent") return true;
  if (floor.kind === "until-condition") return false;
  const lower = parseDuration(floor.kind === "duration" ? floor.iso : floor.least);
  const upper = parseDuration(ceiling.kind === "duration" ? ceiling.iso : ceiling.least);
  if (lower === null || upper === null) return false;
  if (lower.months <= upper.months && lower.days <= upper.days) return false;
  return span(lower).most > span(upper).least;
}
