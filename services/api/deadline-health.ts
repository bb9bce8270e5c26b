/** What /readyz and /metrics tell of terms of the law in cases that are over, and that nothing is told to be done of. */
import { Gauge, type Registry } from "prom-client";
import type { OpenCounts } from "../reports/tell-deadlines.ts";
import type { Dependency } from "./health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface DeadlineLooks {
  readonly deadlines: () => Promise<OpenCounts>;
}

export const deadlineDependency = ({ deadlines }: DeadlineLooks): Dependency => ({
  name: "deadlines",
  check: async () => {
    if ((await deadlines()).overdue > 0) throw new Error("deadlines");
  },
  fix: "Terms of the law in cases are over: `holdfast case deadlines` and the page *Cases* name them.",
  kind: "alarm",
  knownBy: "postgres",
});

/** Each API process reads the same rows: over several take one, never the sum. */
export const deadlineMetrics =
  ({ deadlines }: DeadlineLooks): MoreMetrics =>
  (registry: Registry) => {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, registers: [registry] });
    const overdue = gauge("holdfast_case_deadlines_overdue", "Terms in cases that are over");
    const soon = gauge("holdfast_case_deadlines_soon", "Terms in cases that end within three days");
    return async () => {
      const found = await deadlines();
      overdue.set(found.overdue);
      soon.set(found.soon);
    };
  };
