/** What /readyz and /metrics tell of holds: reviews that are overdue, and what must be held and is not shown to be. */
import { Gauge, type Registry } from "prom-client";
import type { HoldCounts } from "../holds/hold-store.ts";
import type { Dependency } from "./health.ts";

export interface HoldLooks {
  readonly holds: () => Promise<HoldCounts>;
}

export function holdDependencies({ holds }: HoldLooks): readonly Dependency[] {
  const none = (name: string, of: "overdue" | "notKept", fix: string): Dependency => ({
    name,
    check: async () => {
      if ((await holds())[of] > 0) throw new Error(`holds: ${of}`);
    },
    fix,
    kind: "backlog",
    knownBy: "postgres",
  });
  return [
    none(
      "holds",
      "notKept",
      "The store does not show that what is on hold is held: its page tells why; see `holdfast logs custody`. Nothing of it may end all the same.",
    ),
    none(
      "hold-reviews",
      "overdue",
      "The day of review of a hold is over: `holdfast holds list --state overdue` names it. It holds until somebody releases it.",
    ),
  ];
}

/** Each API process reads the same rows: over several take one, never the sum. */
export function holdMetrics({ holds }: HoldLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, registers: [registry] });
    const overdue = gauge("holdfast_holds_overdue", "Holds whose day of review is over");
    const notKept = gauge(
      "holdfast_holds_not_kept_items",
      "Items that must be held for a quarter of an hour, and of which the store does not show it",
    );
    return async (): Promise<void> => {
      const found = await holds();
      overdue.set(found.overdue);
      notKept.set(found.notKept);
    };
  };
}
