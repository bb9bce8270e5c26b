/** Where the keys are, for the process that holds them, and what to trust, for those that do not. */
import { z } from "zod";

/** For workers/signer, and the set-up that makes them. */
export const KeysConfig = z.object({
  HOLDFAST_KEYS_DIR: z
    .string()
    .min(1)
    .describe("Folder of the agency's signing keys and certificates; readable by the signer alone"),
});

/** For every process that judges signatures. */
export const TrustConfig = z.object({
  HOLDFAST_ROOT_CERTIFICATE: z
    .string()
    .startsWith("-----BEGIN CERTIFICATE-----")
    .describe("The agency's root certificate (PEM); usually HOLDFAST_ROOT_CERTIFICATE_FILE"),
});

/** For custody and for the API, where second signatures are made. */
export const SecondRootConfig = z.object({
  HOLDFAST_GM_ROOT_CERTIFICATE: z
    .string()
    .startsWith("-----BEGIN CERTIFICATE-----")
    .optional()
    .describe("Root of second signatures, SM2 with SM3 (PEM); unset: none are made; usually _FILE"),
});

/** For the signer and for custody, which alone may reach it. */
export const SignerSocketConfig = z.object({
  HOLDFAST_SIGNER_SOCKET: z
    .string()
    .min(1)
    // sockaddr_un holds 108 bytes with the final zero (unix(7)).
    .refine((path) => Buffer.byteLength(path) < 108, "at most 107 bytes")
    .describe("UNIX socket between custody and the signer, in a folder of their user alone (0700)"),
});
