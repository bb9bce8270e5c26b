/** Which object store a process uses; that store's own settings are read once this is known. */
import { z } from "zod";

export const StoreConfig = z.object({
  HOLDFAST_STORE: z
    .enum(["filesystem", "s3"])
    .default("filesystem")
    .describe("Where objects lie: a folder of this machine, or an S3 bucket with Object Lock"),
});
