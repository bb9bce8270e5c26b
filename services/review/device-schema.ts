/** The shapes of /api/v1 that are about single devices: what they may send, how their clocks stood, who carried them. */
import { z } from "zod";
import { timeField } from "../kernel/fields.ts";
import { SOURCE_KINDS } from "../source/verdict.ts";

const id = z.uuid();
const instant = z.iso.datetime().describe("UTC, RFC 3339");

const quota = (what: string) =>
  z.int().nonnegative().nullable().describe(`${what}; null: as configured, 0: no limit`);
/** Set for one device; it goes before the settings HOLDFAST_DEVICE_…. */
export const DeviceQuota = z.strictObject({
  bytesPerDay: quota("Bytes it may announce in a day (UTC)"),
  filesPerDay: quota("Files it may announce in a day (UTC)"),
  openBytes: quota("Bytes of all its unfinished uploads"),
});

/** One that lacks what its device always signs with is a finding, never refused. */
export const DeviceSigning = z.strictObject({
  kind: z
    .enum(SOURCE_KINDS)
    .nullable()
    .describe("What it signs every recording with; null: nothing is expected"),
});

export const DeviceClock = z
  .object({
    deviceTime: instant,
    checkedAt: instant,
    offsetMs: z.int().describe("Its clock minus the server's"),
    uncertaintyMs: z.int().nullable().describe("Null: told one way only"),
  })
  .describe("How the clock stood when it was last checked before the recording was announced");

export const Assignment = z.object({
  id,
  officer: z.string().nullable().describe("As called today; null: nobody"),
  userId: id.nullable(),
  from: instant,
  to: instant.nullable().describe("That instant is no part of it; null: until further notice"),
  enteredAt: instant,
  enteredByName: z.string(),
  replaces: id.nullable().describe("The entry that this one corrects"),
  reason: z.string().nullable(),
});
export const AssignmentList = z.object({
  entries: z.array(Assignment).describe("Everything ever entered, in that order"),
  holder: Assignment.nullable().describe("Who had it at `at`, by what was entered up to `known`"),
});
const time = z.iso.datetime({ offset: true }).pipe(timeField);
export const AssignmentQuery = z.strictObject({
  at: time.optional().describe("Now unless given"),
  known: time.optional().describe("Now unless given"),
});
export const AssignmentRequest = z.strictObject({
  officer: z.string().min(1).max(100).nullable().describe("Name of an account; null: nobody"),
  from: time,
  to: time.nullable().default(null),
  replaces: id.nullable().default(null),
  reason: z.string().trim().min(3).max(500).nullable().default(null),
});

export const ItemCarrier = z
  .object({
    at: instant,
    deviceId: id,
    entry: Assignment.nullable(),
    history: z.array(Assignment).describe("Every entry for that time, corrected or not"),
  })
  .describe("Who carried the camera when it recorded, as known now");
