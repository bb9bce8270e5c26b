/** Where the keys are, for the process that holds them, and what to trust, for those that do not. */
import { z } from "zod";
import { parseStrictJson } from "../../services/kernel/strict-json.ts";
import { isKeyPlace } from "./pkcs11/token-uri.ts";

const TokenEnvironment = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string());

/** @throws for anything but a flat object of names and texts. */
export const tokenEnvironment = (json: string): Readonly<Record<string, string>> =>
  TokenEnvironment.parse(parseStrictJson(Buffer.from(json), { maxBytes: 4_096, maxDepth: 2 }));

export function isTokenEnvironment(json: string): boolean {
  try {
    tokenEnvironment(json);
    return true;
  } catch {
    return false;
  }
}

/** For workers/signer, and the set-up that makes them. */
export const KeysConfig = z.object({
  HOLDFAST_KEYS_DIR: z
    .string()
    .min(1)
    .describe("Folder of the agency's signing keys and certificates; readable by the signer alone"),
});

/** For workers/signer, the set-up and `doctor`. */
export const TokenConfig = z.object({
  HOLDFAST_SIGNER_KEY: z
    .string()
    .default("file")
    .refine(isKeyPlace, "file, or pkcs11:token=…;object=…?module-path=…&pin-source=file:…")
    .describe(
      "Where the key that signs manifests is: file, or in a token, by a PKCS #11 URI (RFC 7512) that names module and PIN file",
    ),
  HOLDFAST_TOKEN_ENVIRONMENT: z
    .string()
    .default("{}")
    .refine(isTokenEnvironment, "JSON of names and texts")
    .describe('What the token\'s module reads from its environment, as JSON: {"NAME": "text"}'),
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
