/**
 * What custody and the signer say to each other: JSON in HTTP over a UNIX socket, one call for each purpose. Both
 * sides parse what the other says.
 */
import { z } from "zod";
import { deviceField, digestField, instantField } from "../../services/kernel/fields.ts";
import { isOrigin } from "../../services/ledger/checkpoint.ts";

/** The largest thing on the way is a device's request or certificate, of some kilobytes. */
export const MAX_MESSAGE_BYTES = 64 << 10;
export const MESSAGE_BOUNDS = { maxBytes: MAX_MESSAGE_BYTES, maxDepth: 3 };

const bytes = z
  .base64()
  .max(MAX_MESSAGE_BYTES)
  .transform((text) => Buffer.from(text, "base64"));
const pem = z.string().startsWith("-----BEGIN ").max(16_384);
const origin = z.string().refine(isOrigin);
const size = z.number().int().min(0);
/** A tree of 2^53 leaves has paths no longer than this. */
const MAX_EXTENSION = 54;
/** The certificate in use, and those between it and the root. */
const chain = z.array(pem).min(1).max(4);

export const CALLS = {
  /** The public halves. */
  keys: {
    path: "/v1/keys",
    request: z.strictObject({}),
    answer: z.strictObject({
      rootCertificate: pem,
      certificates: chain,
      ledgerKey: pem,
      /** SM2; null: there are no such keys. */
      second: z.strictObject({ rootCertificate: pem, certificates: chain }).nullable(),
      /** Null: there is no authority for devices. */
      deviceAuthority: pem.nullable(),
    }),
  },
  /** The raw signature over the attributes of a CMS over a manifest, by the key of `certificate`. */
  manifest: {
    path: "/v1/manifest-signature",
    request: z.strictObject({ certificate: pem, attributes: bytes }),
    answer: z.strictObject({ signature: bytes }),
  },
  /** The raw signature over a C2PA claim in its COSE structure, by the key of `certificate`. */
  claim: {
    path: "/v1/claim-signature",
    request: z.strictObject({ certificate: pem, claim: bytes }),
    answer: z.strictObject({ signature: bytes }),
  },
  /** A new key and certificate in the place of `certificate`, if that is in use; else nothing changes. */
  replace: {
    path: "/v1/replacement",
    request: z.strictObject({ certificate: pem }),
    answer: z.strictObject({}),
  },
  /** The last head that was signed of a log; null: none. */
  head: {
    path: "/v1/signed-head",
    request: z.strictObject({ origin }),
    answer: z.strictObject({ head: z.strictObject({ size, rootSha256: digestField }).nullable() }),
  },
  /** A signed note. `extension` leads from the last signed head to this one. */
  checkpoint: {
    path: "/v1/checkpoint-signature",
    request: z.strictObject({
      origin,
      size,
      rootSha256: digestField,
      extension: z.array(digestField).max(MAX_EXTENSION),
    }),
    answer: z.strictObject({ note: z.string().max(4_096) }),
  },
  /** A certificate for the key in a PKCS#10 request. */
  device: {
    path: "/v1/device-certificate",
    request: z.strictObject({ csr: bytes, deviceId: deviceField, publicKeySha256: digestField }),
    answer: z.strictObject({
      sha256: digestField,
      der: bytes,
      issuedAt: instantField,
      notBefore: instantField,
      notAfter: instantField,
    }),
  },
} as const;

export type CallName = keyof typeof CALLS;
export type Said<Name extends CallName> = z.input<(typeof CALLS)[Name]["request"]>;
export type Heard<Name extends CallName> = z.output<(typeof CALLS)[Name]["request"]>;
export type Answer<Name extends CallName> = z.input<(typeof CALLS)[Name]["answer"]>;
export type Answered<Name extends CallName> = z.output<(typeof CALLS)[Name]["answer"]>;

/** A refusal on its way; HTTP status REFUSED. */
export const REFUSED = 422;
export const RefusalBody = z.strictObject({
  kind: z.enum(["invalid", "forbidden", "missing", "conflict", "tampered", "unavailable"]),
  code: z.templateLiteral([z.string().regex(/^[a-z]+$/), "/", z.string().regex(/^[a-z0-9-]+$/)]),
  message: z.string().max(1_000),
  fix: z.string().max(1_000).optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
