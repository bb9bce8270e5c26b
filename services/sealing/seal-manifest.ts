/**
 * What sealing an original and sealing a derivative share: a manifest written once, signed once, copied
 * beside the media, everything locked and read back, and the manifest's digest in the ledger.
 *
 * Every step may fail, or be done and not heard of, and all of it then runs again: the manifest, its
 * signature and the ledger's place are decided once in the database, the copies have the manifest's
 * digest in their names, and a lock that is there is not set again.
 */
import type { Readable } from "node:stream";
import { allEnded } from "../kernel/all-ended.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { StepDeps } from "../evidence/run-step.ts";
import { type ManifestLeaf, leafText } from "../ledger/leaf.ts";
import type { EnteredLeaf } from "../ledger/sequencer.ts";
import {
  type ObjectKey,
  manifestKey,
  secondSignatureKey,
  signatureKey,
} from "../objects/object-key.ts";
import type {
  LockMode,
  ObjectHead,
  ObjectLock,
  ObjectRef,
  ObjectStore,
} from "../objects/object-store.ts";
import { floorAfter } from "./retention-floor.ts";
import type { DeviceChain, Seal, SealStore, SealSubject } from "./seal-store.ts";
import type { ManifestSigner, SignatureVerifier } from "./signer.ts";

export interface Ledger {
  /** Resolves when a signed checkpoint covers `leaf`. */
  enter(leaf: string): Promise<EnteredLeaf>;
}

/** How originals are kept at least. */
export interface Retention {
  /** ISO 8601 period after reception, e.g. "P6M". */
  readonly floor: string;
  readonly mode: LockMode;
}

export interface SealDeps extends StepDeps {
  readonly seals: SealStore;
  readonly signer: ManifestSigner;
  /** Signs every manifest once more, under a root of its own; null: one signature is enough. */
  readonly secondSigner: ManifestSigner | null;
  readonly signatures: SignatureVerifier;
  readonly objects: ObjectStore;
  readonly ledger: Ledger;
  readonly retention: Retention;
}

/** What is sealed: the object that holds it, and the manifest that describes it. */
export interface Sealing {
  readonly item: EvidenceItem;
  readonly subject: SealSubject;
  readonly object: ObjectRef;
  /** As it lies there. */
  readonly storedBytes: number;
  build(chain: DeviceChain | null): Uint8Array;
  leaf(manifestSha256: Sha256): ManifestLeaf;
}

export interface Sealed {
  readonly manifestSha256: Sha256;
  readonly entered: EnteredLeaf;
  /** As the store shows it for the sealed object itself. */
  readonly lockedUntil: UtcInstant;
}

export async function sealManifest(deps: SealDeps, sealing: Sealing): Promise<Sealed> {
  const { item, subject, object } = sealing;
  const seal = await deps.seals.manifestOnce(item.id, subject, item.deviceId, (chain) =>
    sealing.build(chain),
  );
  const { manifest, manifestSha256 } = seal;
  if (sha256(manifest) !== manifestSha256)
    throw differs("the manifest", "sealing/manifest-differs");
  const wanted: ObjectLock = {
    mode: deps.retention.mode,
    until: floorAfter(item.receivedAt, deps.retention.floor),
  };
  const keepCopy = async (key: ObjectKey, bytes: Uint8Array): Promise<ObjectLock> =>
    lockAndReadBack(deps.objects, await putCopy(deps.objects, key, bytes), wanted);
  // None needs another's outcome, and the ledger comes after all of them. Where only the signer fails,
  // the verified original waits for its seal under a lock.
  const [lockedUntil] = await allEnded([
    lockOfSize(deps.objects, object, sealing.storedBytes, wanted),
    keepCopy(manifestKey(item.id, subject, manifestSha256), manifest),
    signOnce(deps, seal).then((signature) =>
      keepCopy(signatureKey(item.id, subject, manifestSha256), signature),
    ),
    secondOnce(deps, seal).then((signature) =>
      signature === null
        ? null
        : keepCopy(secondSignatureKey(item.id, subject, manifestSha256), signature),
    ),
  ]);
  const entered = await deps.ledger.enter(leafText(sealing.leaf(manifestSha256)));
  return { manifestSha256, entered, lockedUntil: lockedUntil.until };
}

/** The signature that is kept; what the database gave back is verified before anything rests on it. */
async function signOnce(deps: SealDeps, seal: Seal): Promise<Uint8Array> {
  const { seals, signer } = deps;
  const { itemId, subject, manifest } = seal;
  const kept =
    seal.signature ?? (await seals.signatureOnce(itemId, subject, await signer.sign(manifest)));
  return await sound(deps, seal, kept, signer);
}

/** The same of the second signature, where one is made; one that was kept before goes along. */
async function secondOnce(deps: SealDeps, seal: Seal): Promise<Uint8Array | null> {
  const { seals, secondSigner } = deps;
  const { itemId, subject, manifest, secondSignature } = seal;
  if (secondSigner === null) return secondSignature;
  const kept =
    secondSignature ??
    (await seals.secondSignatureOnce(itemId, subject, await secondSigner.sign(manifest)));
  return await sound(deps, seal, kept, secondSigner);
}

async function sound(
  { signatures }: SealDeps,
  { manifest }: Seal,
  signature: Uint8Array,
  { rootCertificatePem }: ManifestSigner,
): Promise<Uint8Array> {
  const verdict = await signatures.verify(manifest, signature, rootCertificatePem);
  if (!verdict.valid) throw differs("the signature", "sealing/signature-unsound");
  return signature;
}

async function putCopy(
  objects: ObjectStore,
  key: ObjectKey,
  bytes: Uint8Array,
): Promise<ObjectRef> {
  const ref = await objects.put(key, bytes);
  const stored = await readAll(await objects.read(ref));
  if (!stored.equals(bytes)) throw differs("a copy", "sealing/copy-differs");
  return ref;
}

async function readAll(source: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** @throws Refusal tampered "sealing/object-differs" before it is locked. */
async function lockOfSize(
  objects: ObjectStore,
  ref: ObjectRef,
  sizeBytes: number,
  wanted: ObjectLock,
): Promise<ObjectLock> {
  const now = await objects.head(ref);
  if (now.sizeBytes !== sizeBytes) throw differs("the object", "sealing/object-differs");
  return lockAndReadBack(objects, ref, wanted, now);
}

/** @throws Refusal tampered "sealing/lock-not-kept": some stores accept a lock and do not keep it. */
async function lockAndReadBack(
  objects: ObjectStore,
  ref: ObjectRef,
  wanted: ObjectLock,
  now: ObjectHead | null = null,
): Promise<ObjectLock> {
  const before = (now ?? (await objects.head(ref))).lock;
  if (before !== null && holds(before, wanted)) return before;
  // A weaker lock may be the longer one: it is made stricter and keeps its length.
  const until = before !== null && before.until > wanted.until ? before.until : wanted.until;
  await objects.lock(ref, { mode: wanted.mode, until });
  const after = (await objects.head(ref)).lock;
  if (after !== null && holds(after, wanted)) return after;
  throw new Refusal("tampered", "sealing/lock-not-kept", "the store does not keep the lock", {
    fix: "No receipt is given. `holdfast doctor` tests the store's Object Lock on a real object.",
  });
}

/** A longer lock than wanted is there when the operator shortened the floor between two runs. */
const holds = (now: ObjectLock, wanted: ObjectLock): boolean =>
  (now.mode === wanted.mode || now.mode === "compliance") && now.until >= wanted.until;

const differs = (what: string, code: `sealing/${string}`): Refusal =>
  new Refusal("tampered", code, `${what} is not what was written`, {
    fix: "Compare the store with the database; the item stays unsealed.",
  });
