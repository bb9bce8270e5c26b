/** What /readyz and /metrics tell of the store's room: before uploads are refused, not when the first officer is. */
import { Gauge, type Registry } from "prom-client";
import { askedEvery } from "../kernel/asked-once.ts";
import { type Clock, type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface RoomLooks {
  /** Bytes the store takes before its reserve is touched; null where it does not say. */
  readonly freeBytes: () => Promise<number | null>;
}

export interface RateLooks {
  /** Bytes of what came since then, and was made of it. */
  readonly receivedBytes: (since: UtcInstant) => Promise<number>;
  readonly clock: Clock;
}

const RATE_DAYS = 7;
const DAY_MS = 86_400_000;

export const receivedLately = ({ receivedBytes, clock }: RateLooks): Promise<number> =>
  receivedBytes(plusMs(clock(), -RATE_DAYS * DAY_MS));

/** At the rate of the last days; null where nothing came, or the store does not say. */
export const daysLeft = (freeBytes: number | null, receivedBytes: number): number | null =>
  freeBytes === null || receivedBytes <= 0
    ? null
    : Math.floor((freeBytes * RATE_DAYS) / receivedBytes);

/** Below this a single long recording is refused; `doctor` calls the disk full there too. */
const LEAST_BYTES = 2 ** 30;

export const roomDependency = ({ freeBytes }: RoomLooks): Dependency => ({
  name: "room",
  check: async () => {
    const left = await freeBytes();
    if (left !== null && left < LEAST_BYTES) throw new Error("the store is nearly full");
  },
  fix: "The store is nearly full: recordings that do not fit are refused (507), and their devices keep them. Enlarge it, or move it to a larger disk; what was acknowledged is kept.",
  kind: "alarm",
  knownBy: "store",
});

export const roomMetrics =
  ({ freeBytes, ...rate }: RoomLooks & RateLooks): MoreMetrics =>
  (registry: Registry) => {
    // It reads each item of a week, and is asked four times a minute.
    const lately = askedEvery(10 * 60_000, rate.clock, () => receivedLately(rate));
    const free = new Gauge({
      name: "holdfast_store_free_bytes",
      help: "Bytes the store takes before its reserve is touched; NaN where it does not say",
      registers: [registry],
    });
    const days = new Gauge({
      name: "holdfast_store_days_left",
      help: "Days until the store is full at the rate of the last seven; NaN where that cannot be said",
      registers: [registry],
    });
    return async () => {
      const left = await freeBytes();
      free.set(left ?? NaN);
      days.set(daysLeft(left, await lately()) ?? NaN);
    };
  };
