/** The token that a device's own process is given: a dock's, or the recorder's of a room. */
import { z } from "zod";

export const DeviceTokenConfig = z.object({
  HOLDFAST_DEVICE_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Token of the device that a dock or a room's recorder sends as; a dock may enrol instead (`dock enrol`)",
    ),
});
