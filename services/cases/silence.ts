/** Which of the systems that tell of cases fell silent, each by itself. Nothing ends for that: a case that nobody says is closed runs. */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import type { HeardSource } from "./case-message-store.ts";

export const CaseSystemConfig = z.object({
  HOLDFAST_CASE_SYSTEM_ENDED: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((name) => name.trim().normalize("NFC")))
    .describe("Case systems that tell no more, and tables taken over once, by commas"),
  HOLDFAST_CASE_SYSTEM_SILENT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .optional()
    .describe("Days without word from a case system after which that is told; unset: never"),
});

/** When silence is told. */
export interface CaseSilence {
  /** Null: nobody asked to be told. */
  readonly afterDays: number | null;
  /** Whose silence means nothing. */
  readonly ended: readonly string[];
}

export const caseSilence = (config: z.infer<typeof CaseSystemConfig>): CaseSilence => ({
  afterDays: config.HOLDFAST_CASE_SYSTEM_SILENT_DAYS ?? null,
  ended: config.HOLDFAST_CASE_SYSTEM_ENDED,
});

const DAY_MS = 86_400_000;

/** Of the last one that was heard; null: none ever was. */
export const lastHeard = (sources: readonly HeardSource[]): UtcInstant | null =>
  sources
    .map(({ heardAt }) => heardAt)
    .sort()
    .at(-1) ?? null;

/** One that still tells does not speak for another. */
export const silentSources = (
  sources: readonly HeardSource[],
  { afterDays, ended }: CaseSilence,
  now: UtcInstant,
): readonly HeardSource[] =>
  sources.filter(
    ({ source, heardAt }) =>
      afterDays !== null &&
      !ended.includes(source) &&
      Date.parse(now) - Date.parse(heardAt) > afterDays * DAY_MS,
  );

/** Also where none was ever heard, and where all have ended. */
export function isSilent(
  sources: readonly HeardSource[],
  silence: CaseSilence,
  now: UtcInstant,
): boolean {
  if (silence.afterDays === null) return false;
  const telling = sources.filter(({ source }) => !silence.ended.includes(source));
  return telling.length === 0 || silentSources(telling, silence, now).length > 0;
}
