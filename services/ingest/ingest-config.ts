/** What the operator may set about ingest. */
import { z } from "zod";

const MIB = 1 << 20;
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

export const IngestConfig = z.object({
  HOLDFAST_MAX_UPLOAD_BYTES: whole(1, Number.MAX_SAFE_INTEGER)
    .default(1024 * 1024 * MIB)
    .describe("Largest upload in bytes; a larger one is refused with 413"),
  HOLDFAST_UPLOAD_EXPIRY_HOURS: whole(1, 8760)
    .default(168)
    .describe("An unfinished upload to which nothing was added for this long is dropped"),
  HOLDFAST_MAX_OPEN_UPLOADS: whole(1, 100_000)
    .default(256)
    .describe("Unfinished uploads a device may have; one more is refused with 429"),
  HOLDFAST_UPLOAD_MIN_BYTES_PER_SECOND: whole(0, 1 << 30)
    .default(16_384)
    .describe(
      "A body slower than this over 30 s is ended with 408, keeping what came; 0 allows any",
    ),
  HOLDFAST_UPLOAD_MEMORY_MIB: whole(8, 65_536)
    .default(64)
    .describe("Memory for bytes that arrived and are not stored yet, over all uploads (soft)"),
});

export interface IngestLimits {
  readonly maxUploadBytes: number;
  readonly expiryMs: number;
  readonly maxOpenUploads: number;
  readonly minBytesPerSecond: number;
  /** Over how long the least rate is taken. */
  readonly rateWindowMs: number;
  readonly memoryBytes: number;
}

export const ingestLimits = (config: z.infer<typeof IngestConfig>): IngestLimits => ({
  maxUploadBytes: config.HOLDFAST_MAX_UPLOAD_BYTES,
  expiryMs: config.HOLDFAST_UPLOAD_EXPIRY_HOURS * 3_600_000,
  maxOpenUploads: config.HOLDFAST_MAX_OPEN_UPLOADS,
  minBytesPerSecond: config.HOLDFAST_UPLOAD_MIN_BYTES_PER_SECOND,
  rateWindowMs: 30_000,
  memoryBytes: config.HOLDFAST_UPLOAD_MEMORY_MIB * MIB,
});
