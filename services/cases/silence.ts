/** Whether the systems that tell of cases have fallen silent. Nothing ends for that: a case that nobody says is closed runs. */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import type { HeardSource } from "./case-message-store.ts";

export const CaseSystemConfig = z.object({
  HOLDFAST_CASE_SYSTEM_SILENT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .optional()
    .describe("Days without word from a case system after which that is told; unset: never"),
});

const DAY_MS = 86_400_000;

/** Of the last one that was heard; null: none ever was. */
export const lastHeard = (sources: readonly HeardSource[]): UtcInstant | null =>
  sources
    .map(({ heardAt }) => heardAt)
    .sort()
    .at(-1) ?? null;

/** Also where none was ever heard. `afterDays` null: nobody asked to be told. */
export function isSilent(
  sources: readonly HeardSource[],
  afterDays: number | null,
  now: UtcInstant,
): boolean {
  if (afterDays === null) return false;
  const heard = lastHeard(sources);
  return heard === null || Date.parse(now) - Date.parse(heard) > afterDays * DAY_MS;
}
