/** What a sealed object must be, by the manifest as it was signed: the record beside it may have been changed. */
import { isDeepStrictEqual } from "node:util";
import type { Derivative } from "../evidence/derivative.ts";
import type { Encrypted } from "../evidence/encrypted.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import {
  type ObjectKey,
  manifestKey,
  secondSignatureKey,
  signatureKey,
} from "../objects/object-key.ts";
import type { ObjectRef } from "../objects/object-store.ts";
import {
  type ClipManifest,
  type DerivativeManifest,
  type Manifest,
  DERIVATIVE_MANIFEST,
  blockListSha256,
  encryptedOf,
  parseManifest,
} from "../sealing/manifest.ts";
import { madeByOf } from "../sealing/manifest-parts.ts";
import type { Seal } from "../sealing/seal-store.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import type { SealedPart } from "./target.ts";

export interface SignedRecord {
  readonly key: ObjectKey;
  /** Null: the first version under the key is the object. */
  readonly versionId: string | null;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
  /** Digests of its blocks, where they are known. */
  readonly blocks: readonly Sha256[] | null;
}

export interface RecordDeps {
  readonly signatures: SignatureVerifier;
  readonly rootCertificatePem: string;
  /** Of second signatures. Null: none is configured, and one that was made is compared with the record alone. */
  readonly secondRootPem: string | null;
}

/** Why nothing can be said of the object, as the word of a finding. */
export type RecordFault =
  | "no-seal"
  | "no-signature"
  | "manifest-digest"
  | "signature"
  | "no-second-signature"
  | "second-signature"
  | "manifest"
  | "row";

/**
 * `seal` and what the database says beside it, checked against each other: the object is then compared
 * with what the agency signed and with nothing else.
 */
export async function signedRecord(
  deps: RecordDeps,
  item: EvidenceItem,
  copy: Derivative | null,
  seal: Seal | undefined,
  part: SealedPart,
): Promise<SignedRecord | RecordFault> {
  if (seal === undefined) return "no-seal";
  const { manifest: bytes, signature, manifestSha256, subject } = seal;
  if (signature === null) return "no-signature";
  if (sha256(bytes) !== manifestSha256) return "manifest-digest";
  const verdict = await deps.signatures.verify(bytes, signature, deps.rootCertificatePem);
  if (!verdict.valid) return "signature";
  const manifest = manifestOf(bytes);
  if (manifest === null || manifest.item !== item.id) return "manifest";
  const row = rowOf(item, copy);
  if (row === null || !agrees(manifest, row, item, copy)) return "row";
  if (part === "second-signature") {
    const { secondSignature } = seal;
    if (secondSignature === null) return "no-second-signature";
    if (!(await isSecond(deps, bytes, secondSignature))) return "second-signature";
    return beside(secondSignatureKey(item.id, subject, manifestSha256), secondSignature);
  }
  if (part === "manifest") return beside(manifestKey(item.id, subject, manifestSha256), bytes);
  if (part === "signature")
    return beside(signatureKey(item.id, subject, manifestSha256), signature);
  return mediaRecord(row, blocksOf(item, copy));
}

const blocksOf = ({ original }: EvidenceItem, copy: Derivative | null): readonly Sha256[] | null =>
  copy === null ? (original?.blocks ?? null) : null;

async function isSecond(
  { signatures, secondRootPem }: RecordDeps,
  manifest: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (secondRootPem === null) return true;
  return (await signatures.verify(manifest, signature, secondRootPem)).valid;
}

/** What is encrypted is compared as it lies there: for that nobody needs a key. */
function mediaRecord(
  { object, sizeBytes, sha256: digest, encrypted }: Row,
  blocks: readonly Sha256[] | null,
): SignedRecord {
  return encrypted === undefined
    ? { ...object, sizeBytes, sha256: digest, blocks }
    : { ...object, ...encrypted, blocks: null };
}

/** The copy of a proof beside the media. */
const beside = (key: ObjectKey, own: Uint8Array): SignedRecord => ({
  ...{ key, versionId: null, sizeBytes: own.byteLength, sha256: sha256(own), blocks: null },
});

interface Row {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly object: ObjectRef;
  readonly provenBy?: "store-checksum";
  readonly encrypted?: Encrypted;
}

function rowOf({ original, sizeBytes }: EvidenceItem, copy: Derivative | null): Row | null {
  if (copy !== null) return copy;
  return original === null ? null : { ...original, sizeBytes };
}

function isStoredAs({ media, storage }: Manifest, row: Row): boolean {
  return (
    media.sha256 === row.sha256 &&
    media.bytes === String(row.sizeBytes) &&
    storage.key === row.object.key &&
    storage.versionId === row.object.versionId &&
    ("provenBy" in storage ? storage.provenBy : undefined) === row.provenBy &&
    isDeepStrictEqual(storage.encrypted, encryptedOf(row))
  );
}

const agrees = (manifest: Manifest, row: Row, item: EvidenceItem, copy: Derivative | null) =>
  isStoredAs(manifest, row) && isToldOf(manifest, item, copy);

/** As it is written: what is undefined is left out. */
const withoutUndefined = (value: object): unknown => JSON.parse(JSON.stringify(value));

/** What else the manifest says of it: from where and when it came, or what it was made with. */
const isToldOf = (manifest: Manifest, item: EvidenceItem, copy: Derivative | null): boolean =>
  manifest.type === DERIVATIVE_MANIFEST
    ? copy !== null && isMadeAs(manifest, copy)
    : isReceivedAs(manifest, item);

const isMadeAs = ({ media, madeBy }: DerivativeManifest, copy: Derivative): boolean =>
  isDeepStrictEqual(
    [media.type, madeBy],
    [copy.mediaType, withoutUndefined(madeByOf(copy.madeBy))],
  );

function isReceivedAs(
  { blocks, device, capture, upload }: ClipManifest,
  { deviceId, certificateSha256, announced, original, receivedAt }: EvidenceItem,
): boolean {
  const { clock, recordedAt, sha256: declared } = announced;
  return isDeepStrictEqual(
    [
      ...[blocks.listSha256, device.id, device.certificateSha256, device.time],
      ...[device.clockOffsetMs, capture.declaredStart, upload.receivedAt, upload.declaredSha256],
    ],
    [
      ...[blockListSha256(original?.blocks ?? []), deviceId, certificateSha256],
      ...[clock?.deviceTime ?? null, clock?.offsetMs ?? null, recordedAt, receivedAt, declared],
    ],
  );
}

function manifestOf(bytes: Uint8Array): Manifest | null {
  try {
    return parseManifest(bytes);
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
