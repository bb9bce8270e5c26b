/** What /readyz and /metrics tell of the store's room: before uploads are refused, not when the first officer is. */
import { Gauge, type Registry } from "prom-client";
import type { Dependency } from "./health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface RoomLooks {
  /** Bytes the store takes before its reserve is touched; null where it does not say. */
  readonly freeBytes: () => Promise<number | null>;
}

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
  ({ freeBytes }: RoomLooks): MoreMetrics =>
  (registry: Registry) => {
    const free = new Gauge({
      name: "holdfast_store_free_bytes",
      help: "Bytes the store takes before its reserve is touched; NaN where it does not say",
      registers: [registry],
    });
    return async () => {
      free.set((await freeBytes()) ?? NaN);
    };
  };
