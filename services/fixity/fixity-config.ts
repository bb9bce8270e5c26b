/** How often everything is read again, and how fast. */
import { z } from "zod";
import type { UtcInstant } from "../kernel/clock.ts";
import { floorAfter, isPeriod } from "../sealing/retention-floor.ts";

export const FixityConfig = z.object({
  HOLDFAST_FIXITY_PERIOD: z
    .string()
    .refine(isPeriod, "an ISO 8601 period such as P90D")
    .default("P90D")
    .describe("Within which everything sealed is read again and compared: an ISO 8601 period"),
  HOLDFAST_FIXITY_BYTES_PER_SECOND: z.coerce
    .number()
    .int()
    .min(65_536)
    .max(10_737_418_240)
    .default(20_971_520)
    .describe("How fast one custody process reads for that at most; an eighth while it seals"),
});

/** How long `period` is from `now` on, in milliseconds. */
export const periodMs = (now: UtcInstant, period: string): number =>
  Date.parse(floorAfter(now, period)) - Date.parse(now);
