/** Configuration of the signer process. */
import { z } from "zod";

export const SignerConfig = z.object({
  HOLDFAST_SIGNING_KEY: z
    .enum(["p256", "rsa3072"])
    .default("p256")
    .describe("Kind of the key that signs manifests; another one than before is made at the start"),
  HOLDFAST_DEVICE_CERTIFICATE_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(825)
    .default(30)
    .describe("Life of a device's certificate in days; devices renew at two thirds of it"),
});
