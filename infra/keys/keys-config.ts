/** Where the keys are, for the process that holds them, and what to trust, for those that do not. */
import { z } from "zod";

/** For workers/custody alone. */
export const KeysConfig = z.object({
  HOLDFAST_KEYS_DIR: z
    .string()
    .min(1)
    .describe("Folder of the agency's signing keys and certificates; readable by custody alone"),
});

/** For every process that judges signatures. */
export const TrustConfig = z.object({
  HOLDFAST_ROOT_CERTIFICATE: z
    .string()
    .startsWith("-----BEGIN CERTIFICATE-----")
    .describe("The agency's root certificate (PEM); usually HOLDFAST_ROOT_CERTIFICATE_FILE"),
});
