/** What the form that begins a spot check asks, and what it sends. */
import type { SpotCheckRequestBody } from "../../../review/spot-check-schema.ts";
import { told } from "../frame/form-facts.ts";
import { latest } from "../reports/periods.ts";

export interface BeginFields {
  readonly sheet: string;
  readonly subject: SpotCheckRequestBody["subject"];
  readonly period: string;
  readonly by: "count" | "percent";
  readonly number: number;
  readonly unit?: string;
  readonly officer?: string;
  readonly activity?: string | null;
}

export function beginRequest({
  sheet,
  subject,
  period,
  by,
  number,
  unit,
  officer,
  activity,
}: BeginFields): SpotCheckRequestBody {
  return {
    ...{ sheet, subject, period },
    size: by === "count" ? { count: number } : { percent: number },
    filter: { unit: told(unit), officer: told(officer), activity: told(activity) },
  };
}

const QUARTERS = 8;
const YEARS = 3;

/** Quarters and years that have begun, as this reader's calendar says; the service has the last word. */
export function periodsAt(now: Date): readonly string[] {
  const year = String(now.getFullYear());
  const quarter = Math.floor(now.getMonth() / 3) + 1;
  return [...latest(`${year}-Q${quarter}`, QUARTERS), ...latest(year, YEARS)];
}
