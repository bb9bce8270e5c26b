/** Fields that every part of a policy pack is made of: codes, texts in both languages, dates, citations. */
import { z } from "zod";
import { ENFORCEMENT_KINDS } from "./enforcement-words.ts";
import { type CalendarDate, parseCalendarDate } from "../calendar/calendar-date.ts";

/** How a part is called inside its pack: "HN-01", "R-ROUTINE", "credential_shown". */
export const codeField = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$/)
  .max(48);

/** What a person reads. No control characters: it is shown, printed and signed. */
const words = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u);
export const textField = z.strictObject({ "zh-CN": words, en: words });

/** A day of the calendar in the agency's zone: "2025-09-24". */
export const dayField = z.iso.date().transform((text, context): CalendarDate => {
  const day = parseCalendarDate(text);
  if (day === null) context.addIssue("no day of the years 1000 to 9999");
  return day ?? z.NEVER;
});

/** Where a rule stands: `source` names an entry of the pack's list of sources, `at` the place in it. */
export const citeField = z.strictObject({
  source: codeField,
  at: z.string().max(80).default(""),
});
export const citeList = z.array(citeField).max(12);

export const actionKinds = z.array(z.enum(ENFORCEMENT_KINDS)).max(ENFORCEMENT_KINDS.length);

export const AGENCY_LEVELS = ["central", "province", "city", "county"] as const;
export type AgencyLevel = (typeof AGENCY_LEVELS)[number];

/** Titled words that other parts of a pack name by their codes. */
export const titledField = z.strictObject({ code: codeField, title: textField });

/** Whether a number is this agency's word already, or a proposal that no rule gives. */
export const confirmedField = z
  .boolean()
  .describe("False: no rule gives this number, or the agency has not said that it is its own");
