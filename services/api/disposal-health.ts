/** What /readyz and /metrics tell of disposals that do not go on. */
import { Gauge, type Registry } from "prom-client";
import { RECORD_DIFFERS, type Stall, stuck } from "../disposal/stall.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface DisposalLooks {
  readonly disposalStalls: () => Promise<readonly Stall[]>;
  readonly clock: Clock;
}

const FIXES = {
  differs:
    "A batch of disposal is not what people approved: nothing of it is destroyed. Stop it, and find out who changed the database.",
  waits:
    "A disposal that was approved does not go on: `holdfast doctor` and its page name what it waits for.",
} as const;

export const disposalDependencies = ({
  disposalStalls,
  clock,
}: DisposalLooks): readonly Dependency[] =>
  (["differs", "waits"] as const).map((kind) => ({
    name: "disposal",
    check: async () => {
      const found = stuck(await disposalStalls(), clock());
      const mine = found.find(({ code }) => (code === RECORD_DIFFERS) === (kind === "differs"));
      if (mine !== undefined) throw new Error(mine.code);
    },
    fix: FIXES[kind],
    kind: "alarm",
    knownBy: "postgres",
  }));

/** Alarm on anything but 0. */
export const disposalMetrics =
  ({ disposalStalls, clock }: DisposalLooks): MoreMetrics =>
  (registry: Registry) => {
    const gauge = new Gauge({
      name: "holdfast_disposal_stuck",
      help: "Batches of disposal that were approved and cannot go on before somebody acts",
      registers: [registry],
    });
    return async () => gauge.set(stuck(await disposalStalls(), clock()).length);
  };
