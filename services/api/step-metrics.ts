/** What /metrics tells of the steps that items go through: what waits for each, since when, and what failed. */
import { Gauge, type Registry } from "prom-client";
import type { Clock } from "../kernel/clock.ts";
import type { HouseHealthBody } from "../review/health-schema.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface StepLooks {
  readonly stepQueues: () => Promise<HouseHealthBody["queues"]>;
  readonly clock: Clock;
}

/** Each API process reads the same rows: over several take one, never the sum. */
export const stepMetrics =
  ({ stepQueues, clock }: StepLooks): MoreMetrics =>
  (registry: Registry) => {
    const gauge = (name: string, help: string): Gauge<"step"> =>
      new Gauge({ name, help, labelNames: ["step"], registers: [registry] });
    const waiting = gauge("holdfast_step_waiting", "Items that wait for this step; 1000: or more");
    const failed = gauge(
      "holdfast_step_failed",
      "Items at which this step failed and is tried again later; 1000: or more",
    );
    const oldest = gauge(
      "holdfast_step_oldest_seconds",
      "How long ago the item came that waits longest for this step; 0 if none does",
    );
    return async () => {
      const now = Date.parse(clock());
      for (const { step, oldestAt, ...counts } of await stepQueues()) {
        waiting.set({ step }, counts.waiting);
        failed.set({ step }, counts.failed);
        oldest.set({ step }, oldestAt === null ? 0 : (now - Date.parse(oldestAt)) / 1000);
      }
    };
  };
