/** What /metrics tells of hand-ins: sessions that are over, and of which nothing came in by when the policy pack says. */
import { Gauge, type Registry } from "prom-client";
import type { OverdueHandIns } from "../sessions/overdue-hand-ins.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface HandInLooks {
  readonly overdueHandIns: () => Promise<OverdueHandIns>;
}

export const handInMetrics =
  ({ overdueHandIns }: HandInLooks): MoreMetrics =>
  (registry: Registry) => {
    const overdue = new Gauge({
      name: "holdfast_hand_ins_overdue",
      help: "Sessions of which nothing was handed in, and whose time for that is over; 1000: or more",
      registers: [registry],
    });
    return async () => {
      overdue.set((await overdueHandIns()).late.length);
    };
  };
