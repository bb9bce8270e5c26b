/** What /metrics tells of each part of the house as /readyz judges it, by the limits of this house. */
import { Gauge, type Registry } from "prom-client";
import { PART_STATES } from "../review/health-schema.ts";
import { type Dependency, failing } from "./health.ts";
import { partStates } from "./house-health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface PartLooks {
  readonly dependencies: readonly Dependency[];
}

export const partMetrics =
  ({ dependencies }: PartLooks): MoreMetrics =>
  (registry: Registry) => {
    const parts = new Gauge({
      name: "holdfast_part",
      help: "1 for the state that this part is in, as System health shows it: fine, unknown, backlog, alarm, worker or needed",
      labelNames: ["part", "state"],
      registers: [registry],
    });
    return async () => {
      const found = partStates(dependencies, await failing(dependencies), new Map());
      for (const { name: part, state: now } of found) {
        for (const state of PART_STATES) parts.set({ part, state }, state === now ? 1 : 0);
      }
    };
  };
