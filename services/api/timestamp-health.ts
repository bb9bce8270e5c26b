/** What /readyz and /metrics tell of the authorities for time stamps. */
import { Gauge, type Registry } from "prom-client";
import { behindSeconds, isBehind } from "../anchors/authority-state.ts";
import type { AuthorityState } from "../anchors/token-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";

export interface TimestampLooks {
  readonly authorities: () => Promise<readonly AuthorityState[]>;
  readonly clock: Clock;
}

export function timestampDependency({ authorities, clock }: TimestampLooks): Dependency {
  return {
    name: "timestamps",
    check: async () => {
      const now = clock();
      if ((await authorities()).some((each) => isBehind(each, now))) {
        throw new Error("an authority gave no token for long");
      }
    },
    fix: "An authority for time stamps gave none for a quarter of an hour; `holdfast doctor` tells which and why. Sealing goes on.",
    kind: "backlog",
    knownBy: "postgres",
  };
}

/** Each API process reads the same rows: over several take one, never the sum. */
export function timestampMetrics({ authorities, clock }: TimestampLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const behind = new Gauge({
      name: "holdfast_timestamp_behind_seconds",
      help: "How long a checkpoint has waited for a time stamp of this authority; 0 if none does",
      labelNames: ["authority"],
      registers: [registry],
    });
    return async () => {
      const all = await authorities();
      behind.reset();
      for (const each of all) behind.set({ authority: each.name }, behindSeconds(each, clock()));
    };
  };
}
