/** The shapes of the register of devices: see api-schema.ts. */
import { z } from "zod";
import { SearchQuery, pageOf } from "./api-schema.ts";

const instant = z.iso.datetime().describe("UTC, RFC 3339");

export const DEVICE_KINDS = ["body_camera", "dock", "room_recorder", "cctv"] as const;

export const RegisteredDevice = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(DEVICE_KINDS),
  createdAt: instant,
  retiredAt: instant.nullable(),
  sealedClips: z.number().int(),
  heardAt: instant
    .nullable()
    .describe("When something of it came last, from itself or by a dock that named it"),
});
export const Device = RegisteredDevice.extend({
  isSilent: z
    .boolean()
    .describe("In use, and not heard for longer than HOLDFAST_DEVICE_SILENT_DAYS"),
});
export const DeviceRequest = z.strictObject({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(DEVICE_KINDS),
});
export const DeviceQuery = SearchQuery.extend({
  silent: z.literal("true").optional().describe("Only those that are silent"),
});
export const DevicePage = pageOf(Device).extend({
  silentAfterDays: z
    .int()
    .nullable()
    .describe("HOLDFAST_DEVICE_SILENT_DAYS; null: it is unset, and none is called silent"),
});
export const NewDevice = Device.extend({ token: z.string().describe("Shown once") });

export type RegisteredDeviceBody = z.infer<typeof RegisteredDevice>;
export type DevicePageBody = z.infer<typeof DevicePage>;
