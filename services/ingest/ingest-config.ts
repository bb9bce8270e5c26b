/** What the operator may set about ingest. */
import { z } from "zod";
import { FairTurns, type FairTurnsOptions } from "./fair-turns.ts";
import type { Quotas } from "./quota.ts";

const MIB = 1 << 20;
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const quota = (what: string) =>
  whole(0, Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe(`${what}; more is refused with 429; 0 sets no limit`);
const orNone = (value: number): number | null => (value === 0 ? null : value);

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
  HOLDFAST_DEVICE_BYTES_PER_DAY: quota("Bytes a device may announce in a day (UTC)"),
  HOLDFAST_DEVICE_FILES_PER_DAY: quota("Files a device may announce in a day (UTC)"),
  HOLDFAST_DEVICE_OPEN_BYTES: quota("Bytes of all unfinished uploads of a device"),
  HOLDFAST_AGENCY_BYTES_PER_DAY: quota("The same for all devices together"),
  HOLDFAST_AGENCY_FILES_PER_DAY: quota("The same for all devices together"),
  HOLDFAST_AGENCY_OPEN_BYTES: quota("The same for all devices together"),
  HOLDFAST_UPLOAD_MIN_BYTES_PER_SECOND: whole(0, 1 << 30)
    .default(16_384)
    .describe(
      "A body slower than this over 30 s is ended with 408, keeping what came; 0 allows any",
    ),
  HOLDFAST_UPLOADS_AT_ONCE: whole(1, 100_000)
    .default(256)
    .describe(
      "Bodies one process receives at once; the next waits, and the device with the fewest goes first",
    ),
  HOLDFAST_UPLOADS_AT_ONCE_PER_DEVICE: whole(1, 100_000)
    .default(128)
    .describe("The same of one device; one more is refused with 503"),
  HOLDFAST_IETF_UPLOADS: z
    .enum(["true", "false"])
    .default("false")
    .describe(
      "true serves /resumable too: Resumable Uploads for HTTP, an IETF draft (interop 8) that may change",
    ),
  HOLDFAST_UPLOAD_MEMORY_MIB: whole(8, 65_536)
    .default(64)
    .describe("Memory for bytes that arrived and are not stored yet, over all uploads (soft)"),
});

export interface IngestLimits {
  readonly maxUploadBytes: number;
  readonly expiryMs: number;
  readonly maxOpenUploads: number;
  readonly quotas: Quotas;
  readonly minBytesPerSecond: number;
  /** Over how long the least rate is taken. */
  readonly rateWindowMs: number;
  readonly memoryBytes: number;
  readonly fair: FairTurnsOptions;
}

/** A store whose memory has room for fewer writers than are allowed decides how many there are. */
export const fairTurns = ({ fair }: IngestLimits, writers: number | null): FairTurns =>
  new FairTurns({ ...fair, atOnce: Math.min(fair.atOnce, writers ?? fair.atOnce) });

export const ingestLimits = (config: z.infer<typeof IngestConfig>): IngestLimits => ({
  maxUploadBytes: config.HOLDFAST_MAX_UPLOAD_BYTES,
  expiryMs: config.HOLDFAST_UPLOAD_EXPIRY_HOURS * 3_600_000,
  maxOpenUploads: config.HOLDFAST_MAX_OPEN_UPLOADS,
  quotas: {
    device: {
      bytesPerDay: orNone(config.HOLDFAST_DEVICE_BYTES_PER_DAY),
      filesPerDay: orNone(config.HOLDFAST_DEVICE_FILES_PER_DAY),
      openBytes: orNone(config.HOLDFAST_DEVICE_OPEN_BYTES),
    },
    agency: {
      bytesPerDay: orNone(config.HOLDFAST_AGENCY_BYTES_PER_DAY),
      filesPerDay: orNone(config.HOLDFAST_AGENCY_FILES_PER_DAY),
      openBytes: orNone(config.HOLDFAST_AGENCY_OPEN_BYTES),
    },
  },
  minBytesPerSecond: config.HOLDFAST_UPLOAD_MIN_BYTES_PER_SECOND,
  rateWindowMs: 30_000,
  memoryBytes: config.HOLDFAST_UPLOAD_MEMORY_MIB * MIB,
  fair: {
    atOnce: config.HOLDFAST_UPLOADS_AT_ONCE,
    atOncePerDevice: config.HOLDFAST_UPLOADS_AT_ONCE_PER_DEVICE,
    waitMs: 20_000,
    leastMs: 5_000,
  },
});
