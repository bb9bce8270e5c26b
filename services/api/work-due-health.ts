/** What /readyz and /metrics tell of opinions, score sheets and looks at what is kept that are overdue, and of a spot check that is not drawn. */
import { Gauge, type Registry } from "prom-client";
import type { Clock } from "../kernel/clock.ts";
import { type WorkDue, isDrawLate } from "../spotcheck/work-due.ts";
import type { Dependency } from "./health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface WorkDueLooks {
  readonly workDue: () => Promise<WorkDue>;
  readonly clock: Clock;
}

export function workDueDependencies({ workDue, clock }: WorkDueLooks): readonly Dependency[] {
  const alarm = (name: string, isLate: (found: WorkDue) => boolean, fix: string): Dependency => ({
    name,
    check: async () => {
      if (isLate(await workDue())) throw new Error(name);
    },
    fix,
    kind: "alarm",
    knownBy: "postgres",
  });
  return [
    alarm(
      "legal-reviews",
      ({ opinions }) => opinions > 0,
      "Opinions of legal review are overdue: `holdfast review waiting` names the cases.",
    ),
    alarm(
      "spot-checks",
      ({ sheets }) => sheets > 0,
      "Score sheets are overdue: `holdfast spotcheck list` and its page name them.",
    ),
    alarm(
      "retention-reviews",
      ({ keepings }) => keepings > 0,
      "Nobody looked in time whether some items are still needed: `holdfast retention reviews` names them.",
    ),
    alarm(
      "spot-check-draws",
      (found) => isDrawLate(found, clock()),
      "A spot check is not drawn, though its population was fixed a quarter of an hour ago: see `holdfast logs custody`.",
    ),
  ];
}

/** Each API process reads the same rows: over several take one, never the sum. */
export const workDueMetrics =
  ({ workDue, clock }: WorkDueLooks): MoreMetrics =>
  (registry: Registry) => {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, registers: [registry] });
    const opinions = gauge("holdfast_legal_reviews_overdue", "Overdue opinions of legal review");
    const sheets = gauge(
      "holdfast_spot_sheets_overdue",
      "Drawn units whose score sheet is overdue",
    );
    const keepings = gauge(
      "holdfast_retention_reviews_overdue",
      "Items at which nobody looked in time whether they are still needed",
    );
    const draw = gauge(
      "holdfast_spot_check_draw_late",
      "1: a population was fixed a quarter of an hour ago or more, and nothing is drawn from it",
    );
    return async () => {
      const found = await workDue();
      opinions.set(found.opinions);
      sheets.set(found.sheets);
      keepings.set(found.keepings);
      draw.set(isDrawLate(found, clock()) ? 1 : 0);
    };
  };
