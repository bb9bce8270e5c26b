/** Configuration of the store in a folder of this machine. */
import { z } from "zod";

export const FilesystemConfig = z.object({
  HOLDFAST_FILESYSTEM_DIR: z
    .string()
    .min(1)
    .describe(
      "Folder of the embedded store, on one file system (ext4 or xfs) that keeps fsync's promise",
    ),
  HOLDFAST_FILESYSTEM_IMMUTABLE: z
    .enum(["auto", "off"])
    .default("auto")
    .describe(
      "auto: locked originals get the immutable flag (chattr +i) where the system allows it",
    ),
});

export type FilesystemConfig = z.infer<typeof FilesystemConfig>;
