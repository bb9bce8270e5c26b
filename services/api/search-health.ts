/** What /readyz and /metrics tell of items that wait to be found by their words. */
import { Gauge, type Registry } from "prom-client";
import type { Clock } from "../kernel/clock.ts";
import type { SearchBacklog } from "../search/search-index.ts";
import { isBehind, waitedSeconds } from "../search/backlog.ts";
import type { Dependency } from "./health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface SearchLooks {
  readonly searchBacklog: () => Promise<SearchBacklog>;
  readonly clock: Clock;
}

export const searchDependency = ({ searchBacklog, clock }: SearchLooks): Dependency => ({
  name: "search",
  check: async () => {
    if (isBehind(await searchBacklog(), clock())) throw new Error("items wait long to be found");
  },
  fix: 'Search finds changes late: `holdfast logs custody` says why the round "search" does not get on. Nothing is lost; what waits is found once it does.',
  kind: "backlog",
  knownBy: "postgres",
});

export const searchMetrics =
  ({ searchBacklog, clock }: SearchLooks): MoreMetrics =>
  (registry: Registry) => {
    const waiting = new Gauge({
      name: "holdfast_search_waiting",
      help: "Changes of items that search does not know of yet",
      registers: [registry],
    });
    const oldest = new Gauge({
      name: "holdfast_search_oldest_seconds",
      help: "How long the oldest of them waits; 0 if none does",
      registers: [registry],
    });
    return async () => {
      const found = await searchBacklog();
      waiting.set(found.waiting);
      oldest.set(waitedSeconds(found, clock()));
    };
  };
