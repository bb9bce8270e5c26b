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
  HOLDFAST_FILESYSTEM_RESERVE_MIB: z.coerce
    .number()
    .int()
    .min(0)
    .default(1024)
    .describe(
      "Space left free for sealing and copies: an upload that would touch it is refused with 507",
    ),
});

export type FilesystemConfig = z.infer<typeof FilesystemConfig>;
