/** What the media process reads from its environment. */
import { z } from "zod";

export const MediaConfig = z.object({
  HOLDFAST_SCRATCH_DIR: z
    .string()
    .min(1)
    .describe(
      "Folder of this machine alone for copies being worked on; needs twice the largest recording",
    ),
  HOLDFAST_MEDIA_SANDBOX: z
    .enum(["required", "off"])
    .default("required")
    .describe(
      "`off` decodes hostile files without a box where the system allows none; not for real evidence",
    ),
});
