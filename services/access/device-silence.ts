/** Which devices nothing was heard of for long: a camera in a drawer, or one whose recordings nobody hands in. */
import { z } from "zod";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";

export const DeviceSilenceConfig = z.object({
  HOLDFAST_DEVICE_SILENT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .optional()
    .describe("Days without word from a device after which that is told; unset: never"),
});

/** When silence is told. */
export interface DeviceSilence {
  /** Null: nobody asked to be told. */
  readonly afterDays: number | null;
}

export const deviceSilence = (config: z.infer<typeof DeviceSilenceConfig>): DeviceSilence => ({
  afterDays: config.HOLDFAST_DEVICE_SILENT_DAYS ?? null,
});

const DAY_MS = 86_400_000;

/** Whoever was heard last before this instant is silent; null: nobody is. */
export const silentBefore = ({ afterDays }: DeviceSilence, now: UtcInstant): UtcInstant | null =>
  afterDays === null ? null : plusMs(now, -afterDays * DAY_MS);

export interface DeviceWord {
  /** When something of it came last, from itself or by the dock that named it; null: nothing ever did. */
  readonly heardAt: string | null;
  readonly createdAt: string;
  readonly retiredAt: string | null;
}

/** One that was never heard is silent once it has been in the register for as long. */
export const isSilentSince = (
  { heardAt, createdAt, retiredAt }: DeviceWord,
  before: UtcInstant | null,
): boolean => before !== null && retiredAt === null && (heardAt ?? createdAt) < before;
