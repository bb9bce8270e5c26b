/** Which items are encrypted, and where the keys are that wrap theirs: for every process that reads or writes recordings. */
import { z } from "zod";

export const EncryptionConfig = z.object({
  HOLDFAST_ENCRYPT: z
    .enum(["none", "labelled", "all"])
    .optional()
    .describe(
      "Which items are stored encrypted from now on: none, labelled, all; unset: labelled where HOLDFAST_WRAPPING_KEYS is set, else none",
    ),
  HOLDFAST_WRAPPING_KEYS: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Folder of the keys that wrap the data keys of encrypted items (one file each, 0600); without it nothing encrypted can be read",
    ),
});
