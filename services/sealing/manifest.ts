/**
 * Manifests: what is signed about an original or a file made from it.
 *
 * UTF-8 JSON on one line with a line feed, written once; the bytes are what counts and are never written
 * again from their meaning. What changes later (case, secrecy, retention, officer) is not in it. The nonce
 * makes the digest in the public ledger tell nothing about the bytes.
 */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { type Json, parseStrictJson, strictJsonLine } from "../kernel/strict-json.ts";
import type { Derivation } from "../evidence/derivation.ts";
import type { Derivative } from "../evidence/derivative.ts";
import type { Encrypted } from "../evidence/encrypted.ts";
import { type EvidenceItem, BLOCK_BYTES } from "../evidence/evidence-item.ts";
import type { Checkpoint } from "../ledger/checkpoint.ts";
import { derived, derivedOf } from "./derived-manifest.ts";
import { digest, id, instant, madeBy, madeByOf, size, text } from "./manifest-parts.ts";
import type { DeviceChain } from "./seal-store.ts";

export const CLIP_MANIFEST = "holdfast/clip-manifest/v1";
export const DERIVATIVE_MANIFEST = "holdfast/derivative-manifest/v1";

const longDigest = z.string().regex(/^[0-9a-f]{128}$/);
const nonce = z.string().regex(/^[0-9a-f]{32}$/);
const storage = z.strictObject({ store: text, key: text, versionId: text });
/** Stands there where the original was not read back before this was signed: the store's own checksum was taken for it. */
export const provenBy = z.literal("store-checksum").optional();
/**
 * Stands there where the object is stored encrypted: its size and digest as it lies there, so that the store can be
 * checked without a key. `media` is of the plaintext, which is what was received.
 */
const encrypted = z.strictObject({ scheme: text, bytes: size, sha256: digest }).optional();

export const ClipManifest = z.strictObject({
  type: z.literal(CLIP_MANIFEST),
  item: id,
  nonce,
  /** sm3 and sha512 stand there where the agency has originals hashed once more. */
  media: z.strictObject({
    bytes: size,
    sha256: digest,
    sm3: digest.optional(),
    sha512: longDigest.optional(),
  }),
  storage: storage.extend({ provenBy, encrypted }),
  /** listSha256: digest of the blocks' digests, 64 hex digits and a line feed each. */
  blocks: z.strictObject({ bytes: size, count: size, listSha256: digest }),
  /** Null: the device did not say. */
  device: z.strictObject({
    id,
    /** Of the certificate, DER, with which the upload was announced; null: with a token. */
    certificateSha256: digest.nullable(),
    sequence: size,
    previousManifestSha256: digest.nullable(),
    /** What its clock showed when it was last checked, and that minus the server's clock then. */
    time: instant.nullable(),
    clockOffsetMs: z.number().int().nullable(),
    /**
     * Where a dock found a checkpoint of the ledger on the camera's card before it sent this: that one, if the house
     * signed it. The dock's word: it says that the card had been at a dock since then, and of when this was recorded nothing by itself.
     */
    anchor: z.strictObject({ origin: text, size, rootSha256: digest }).optional(),
  }),
  capture: z.strictObject({ declaredStart: instant.nullable() }),
  upload: z.strictObject({ receivedAt: instant, declaredSha256: digest.nullable() }),
  derived: derived.optional(),
});

export const DerivativeManifest = z.strictObject({
  type: z.literal(DERIVATIVE_MANIFEST),
  item: id,
  kind: text,
  nonce,
  media: z.strictObject({ bytes: size, sha256: digest, type: text }),
  storage: storage.extend({ encrypted }),
  derivedFrom: z.strictObject({ item: id, sha256: digest }),
  madeBy,
});

export const Manifest = z.discriminatedUnion("type", [ClipManifest, DerivativeManifest]);
export type ClipManifest = z.infer<typeof ClipManifest>;
export type DerivativeManifest = z.infer<typeof DerivativeManifest>;
export type Manifest = z.infer<typeof Manifest>;

const BOUNDS = { maxBytes: 256 << 10, maxDepth: 5 };

/** @throws Refusal invalid "sealing/bad-manifest" for anything that means less or more than one thing. */
export function parseManifest(bytes: Uint8Array): Manifest {
  try {
    return Manifest.parse(parseStrictJson(bytes, BOUNDS));
  } catch (cause) {
    throw new Refusal("invalid", "sealing/bad-manifest", "this is no manifest", { cause });
  }
}

/** Digest of the list of blocks; a list that is as long as the original needs is not in the manifest. */
export const blockListSha256 = (blocks: readonly Sha256[]): Sha256 =>
  sha256(...blocks.flatMap((block) => [block, "\n"]));

/** Beside the item itself. */
export interface ClipFacts {
  /** As `carriedCheckpoint` says. */
  readonly carried?: Checkpoint | null;
  /** Null: it was received. */
  readonly derivation?: Derivation | null;
}

/** Bytes of the manifest of a verified original. `store` is the object store's alias. */
export function buildClipManifest(
  item: EvidenceItem,
  chain: DeviceChain,
  store: string,
  { carried = null, derivation = null }: ClipFacts = {},
): Uint8Array {
  const { original, announced } = item;
  assert(original !== null, "only a verified original is sealed");
  return bytesOf({
    type: CLIP_MANIFEST,
    item: item.id,
    nonce: newNonce(),
    media: { bytes: String(item.sizeBytes), sha256: original.sha256, ...original.moreDigests },
    storage: {
      ...{ store, key: original.object.key, versionId: original.object.versionId },
      provenBy: original.provenBy,
      encrypted: encryptedOf(original),
    },
    blocks: {
      bytes: String(BLOCK_BYTES),
      count: String(original.blocks.length),
      listSha256: blockListSha256(original.blocks),
    },
    device: {
      id: item.deviceId,
      certificateSha256: item.certificateSha256,
      sequence: String(chain.sequence),
      previousManifestSha256: chain.previousManifestSha256,
      time: announced.clock?.deviceTime ?? null,
      clockOffsetMs: announced.clock?.offsetMs ?? null,
      // What is undefined is left out.
      anchor: carried === null ? undefined : { ...carried, size: String(carried.size) },
    },
    capture: { declaredStart: announced.recordedAt },
    upload: { receivedAt: item.receivedAt, declaredSha256: announced.sha256 },
    derived: derivation === null ? undefined : derivedOf(derivation),
  });
}

/** Bytes of the manifest of a file that was made from the original of `item`. */
export function buildDerivativeManifest(
  item: EvidenceItem,
  derivative: Derivative,
  store: string,
): Uint8Array {
  assert(item.original !== null, "only a verified original has derivatives");
  const { object, madeBy: how } = derivative;
  return bytesOf({
    type: DERIVATIVE_MANIFEST,
    item: item.id,
    kind: derivative.kind,
    nonce: newNonce(),
    media: {
      bytes: String(derivative.sizeBytes),
      sha256: derivative.sha256,
      type: derivative.mediaType,
    },
    storage: {
      ...{ store, key: object.key, versionId: object.versionId },
      encrypted: encryptedOf(derivative),
    },
    derivedFrom: { item: item.id, sha256: item.original.sha256 },
    madeBy: madeByOf(how),
  });
}

/** As a manifest writes it; undefined for what lies in clear. */
export const encryptedOf = ({
  encrypted: stored,
}: {
  readonly encrypted?: Encrypted;
}): ClipManifest["storage"]["encrypted"] =>
  stored === undefined
    ? undefined
    : { scheme: stored.scheme, bytes: String(stored.sizeBytes), sha256: stored.sha256 };

const newNonce = (): string => randomBytes(16).toString("hex");

/** Nothing is signed that would not be read again. */
function bytesOf(manifest: Manifest): Uint8Array {
  // What is undefined is left out, as in all JSON.
  const bytes = Buffer.from(strictJsonLine(manifest as Json));
  parseManifest(bytes);
  return bytes;
}
