/** The exact text that fixes what is drawn from: the population, the sheet it is checked by, and the rule of the draw. */
import { z } from "zod";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import {
  exactText,
  idField,
  parseExactText,
  rulesField,
  wordsField,
} from "../casefile/exact-text.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { OfficerId, SpotCheckId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { SPOT_SUBJECTS, ScoreSheet } from "../policy/spot-check.ts";

/** More than an agency checks by one sample. */
export const MAX_POPULATION = 10_000;

export const as = <T extends string>() => idField.transform((text) => text as T);
export const dayText = z.iso.date().transform((text) => text as CalendarDate);
export const instantText = z.iso.datetime().transform((text) => text as UtcInstant);
export const makerText = z.strictObject({ id: as<UserId>(), name: wordsField });
/** A day that a term ends on. */
export const dueText = z
  .strictObject({ workingDays: z.int(), on: dayText, provisional: z.boolean() })
  .nullable();
const text = z.strictObject({ "zh-CN": z.string().max(1_000), en: z.string().max(1_000) });

/** Null: not asked for. */
export const FilterText = z.strictObject({
  /** As the register of officers or the case names it. */
  unit: wordsField.nullable(),
  officer: as<OfficerId>().nullable(),
  /** Code of the policy pack. */
  activity: z.string().max(48).nullable(),
});
export type SpotFilter = z.infer<typeof FilterText>;

export const SizeText = z.union([
  z.strictObject({ count: z.int().min(1).max(MAX_POPULATION) }),
  z.strictObject({ percent: z.int().min(1).max(100) }),
]);

export const Population = z.strictObject({
  type: z.literal("holdfast/spot-check-population/v1"),
  check: as<SpotCheckId>(),
  subject: z.enum(SPOT_SUBJECTS),
  period: z.strictObject({ name: wordsField, first: dayText, last: dayText, zone: wordsField }),
  filter: FilterText,
  size: SizeText,
  sampleSize: z.int().min(1).max(MAX_POPULATION),
  rules: rulesField,
  /** As it stands in that pack: whoever is checked knows by what. */
  sheet: ScoreSheet,
  sheetsDue: dueText,
  /** For an answer, from the day a sheet is closed; null: no end. */
  answerWorkingDays: z.int().nullable(),
  fixedAt: instantText,
  fixedBy: makerText,
  covers: text,
  drawRule: text,
  /** Ids, sorted. */
  population: z.array(idField).min(1).max(MAX_POPULATION),
});
export type Population = z.infer<typeof Population>;

export const populationText = (population: Population): string => exactText(Population, population);

/** @throws Refusal tampered "spotcheck/malformed". */
export const parsePopulation = (kept: string): Population => parsedPaper(Population, kept);

export function parsedPaper<T>(schema: z.ZodType<T>, kept: string): T {
  try {
    return parseExactText(schema, kept);
  } catch (cause) {
    throw new Refusal("tampered", "spotcheck/malformed", "a kept paper is malformed", { cause });
  }
}
