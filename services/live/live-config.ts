/** What the operator may set about live recordings. */
import { z } from "zod";

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

export const LiveConfig = z.object({
  HOLDFAST_LIVE_PORT: whole(0, 65_535)
    .optional()
    .describe(
      "Port that encoders and recorders push live segments to; unset: none; 0 takes a free one",
    ),
  HOLDFAST_LIVE_HOST: z.string().default("127.0.0.1").describe("Address that port listens on"),
  HOLDFAST_LIVE_TLS: z
    .enum(["true", "false"])
    .default("false")
    .describe("true: that port speaks TLS with the certificate of the port for devices"),
  HOLDFAST_LIVE_SEGMENT_MIB: whole(1, 512)
    .default(32)
    .describe(
      "Largest live segment; of a longer body that much is kept, and the rest refused with 413",
    ),
  HOLDFAST_LIVE_AT_ONCE: whole(1, 1_024)
    .default(64)
    .describe("Bodies of live segments one process takes at once; the next waits"),
  HOLDFAST_LIVE_MIN_BYTES_PER_SECOND: whole(0, 1 << 30)
    .default(128)
    .describe("A live body slower than this over 30 s is ended with 408, keeping what came"),
  HOLDFAST_LIVE_TAKE_MINUTES: whole(1, 1_440)
    .default(60)
    .describe("A take of a live recording becomes an item after this long, at the next segment"),
});

export interface BodyLimits {
  readonly mostBytes: number;
  readonly minBytesPerSecond: number;
  readonly windowMs: number;
  /** A stretch of a body that lasts is kept after this long, or once it is this large. */
  readonly stretchMs: number;
  readonly stretchBytes: number;
}

export const bodyLimits = (config: z.infer<typeof LiveConfig>): BodyLimits => ({
  mostBytes: config.HOLDFAST_LIVE_SEGMENT_MIB * 2 ** 20,
  minBytesPerSecond: config.HOLDFAST_LIVE_MIN_BYTES_PER_SECOND,
  windowMs: 30_000,
  ...{ stretchMs: 800, stretchBytes: 2 ** 20 },
});
