/** What /readyz and /metrics tell of live recordings. None of it makes this process unready: other uploads, and other rooms, go on. */
import { Gauge, type Registry } from "prom-client";
import type { LiveStanding } from "../live/standing.ts";
import type { Dependency } from "./health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface LiveLooks {
  readonly liveStanding: () => Promise<LiveStanding>;
}

export function liveDependencies({ liveStanding }: LiveLooks): readonly Dependency[] {
  const one = (
    name: string,
    kind: "alarm" | "backlog",
    count: (found: LiveStanding) => number,
    fix: string,
  ): Dependency => ({
    ...{ name, kind, fix, knownBy: "postgres" },
    check: async () => {
      if (count(await liveStanding()) > 0) throw new Error(name);
    },
  });
  return [
    one(
      "live-silent",
      "alarm",
      ({ silent }) => silent,
      "A room is recorded and a channel of it sends nothing: words may be lost now. `holdfast live list` and the page *Rooms now* name it; look at its camera, its recorder (`room status`) and the network.",
    ),
    one(
      "live-heads",
      "backlog",
      ({ lateHeads }) => lateHeads,
      "The ledger is not told where chains of live recordings stand, for half a minute or more; recording goes on. See `holdfast logs custody` and `holdfast doctor`.",
    ),
    one(
      "live-closing",
      "backlog",
      ({ closing }) => closing,
      "A live session ended and is not sealed twenty minutes later. `holdfast live show` names the channel or take that it waits for; see `holdfast logs custody`.",
    ),
  ];
}

/** Each API process reads the same rows: over several take one, never the sum. */
export const liveMetrics =
  ({ liveStanding }: LiveLooks): MoreMetrics =>
  (registry: Registry) => {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, registers: [registry] });
    const silent = gauge(
      "holdfast_live_channels_silent",
      "Channels of live sessions that run, from which nothing came for ten seconds",
    );
    const lateHeads = gauge(
      "holdfast_live_heads_late",
      "Channels whose chain the ledger is not told of for half a minute",
    );
    const closing = gauge(
      "holdfast_live_sessions_closing",
      "Live sessions that ended and are not sealed twenty minutes later",
    );
    return async () => {
      const found = await liveStanding();
      silent.set(found.silent);
      lateHeads.set(found.lateHeads);
      closing.set(found.closing);
    };
  };
