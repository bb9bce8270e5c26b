/**
 * Use case: what was sealed after a backup comes back from the store. The ledger says which originals there are and by which
 * manifest; the store has manifest, signature and bytes; each is judged before it counts: the manifest by the ledger's digest and its
 * signature, the bytes by the manifest. Custody then seals it as what was verified: same manifest, same place in the ledger, a new receipt.
 */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { OriginalStage } from "../evidence/pipeline.ts";
import { hashBlocks } from "../evidence/hash-blocks.ts";
import type { Clock } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { readBounded } from "../kernel/read-bounded.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { leafText, parseLeaf } from "../ledger/leaf.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import {
  type ObjectKey,
  itemFolder,
  manifestKey,
  secondSignatureKey,
  signatureKey,
} from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import {
  type ClipManifest,
  type Manifest,
  blockListSha256,
  parseManifest,
} from "../sealing/manifest.ts";
import type { Seal } from "../sealing/seal-store.ts";
import type { SignatureVerifier } from "../sealing/signer.ts";
import { copyOf, foundItem } from "./found-item.ts";
import type { FoundCopy, LostItems, LostManifest } from "./lost-items.ts";

export interface BringBackDeps {
  readonly lost: LostItems;
  readonly ledger: Pick<LedgerStore, "locate" | "about">;
  readonly objects: Pick<ObjectStore, "find" | "read" | "scan" | "under">;
  readonly signatures: SignatureVerifier;
  readonly rootCertificatePem: string;
  readonly clock: Clock;
  readonly today: () => CalendarDate;
}

/**
 * Back, an original or a file made of one; or why not: it ended, its data key is in no backup, what the store has of it is not what was
 * signed, or the item is sealed by another manifest.
 */
export const OUTCOMES = [
  "back",
  "copy-back",
  "ended",
  "no-key",
  "no-manifest",
  "not-signed",
  "bytes",
  "other-seal",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface BringBackListener {
  readonly told: (lost: LostManifest, outcome: Outcome) => void;
  readonly signal: AbortSignal;
}

/** As many as a store of ledgers looks at once; small rows. */
const PAGE = 2_000;
/** Leaves that name one manifest: of the item, and of its end. */
const MOST_LEAVES = 100;
const MAX_BYTES = 256 << 10;

/** May be cut off, and run again: what is back is lost no more. `isDry`: judges all of it, and brings back nothing. */
export async function bringBackItems(
  deps: BringBackDeps,
  isDry: boolean,
  { told, signal }: BringBackListener,
): Promise<void> {
  for (let after: LostManifest | null = null; ;) {
    const page: readonly LostManifest[] = await deps.lost.list(after, PAGE);
    for (const lost of page) {
      signal.throwIfAborted();
      const outcome = await (lost.subject === "original" ? original : copy)(deps, lost, isDry);
      if (outcome !== null) told(lost, outcome);
    }
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return;
  }
}

const WAITING: readonly (OriginalStage | null)[] = [null, "received", "verified"];

async function original(deps: BringBackDeps, lost: LostManifest, isDry: boolean): Promise<Outcome> {
  if (await hasEnded(deps, lost)) return "ended";
  if (!WAITING.includes(lost.stage)) return "other-seal";
  const seal = await sealIn(deps, lost.itemId, "original", lost.manifestSha256);
  if (seal === null) return "no-manifest";
  const manifest = await signedManifest(deps, seal);
  if (manifest?.type !== "holdfast/clip-manifest/v1") return "not-signed";
  if (manifest.storage.encrypted !== undefined) return "no-key";
  const blocks = await blocksOf(deps, manifest);
  if (blocks === null) return "bytes";
  const copies = await copiesOf(deps, lost.itemId);
  if (!isDry) {
    const found = foundItem({ manifest, blocks, seal, copies }, deps.clock(), deps.today());
    await deps.lost.bringBack(found);
  }
  return "back";
}

/** Null: of an item that is not known, of which its original tells. */
async function copy(
  deps: BringBackDeps,
  { itemId, subject, manifestSha256, stage }: LostManifest,
  isDry: boolean,
): Promise<Outcome | null> {
  if (stage === null) return null;
  const seal = await sealIn(deps, itemId, subject, manifestSha256);
  if (seal === null) return "no-manifest";
  const manifest = await signedManifest(deps, seal);
  if (manifest?.type !== "holdfast/derivative-manifest/v1") return "not-signed";
  const found = copyOf(manifest);
  if (found === null) return "no-key";
  if (!isDry) await deps.lost.bringCopyBack({ seal, copy: found });
  return "copy-back";
}

/** A leaf about its end names the same manifest. */
const hasEnded = async (
  { ledger }: BringBackDeps,
  { manifestSha256 }: LostManifest,
): Promise<boolean> =>
  (await ledger.about(manifestSha256, MOST_LEAVES)).some(
    ({ leaf }) => parseLeaf(leaf)?.type === "tombstone",
  );

/** As the store has it; null where its manifest or signature is not there, or is of another digest. */
async function sealIn(
  { objects }: BringBackDeps,
  itemId: ItemId,
  subject: string,
  digest: Sha256,
): Promise<Seal | null> {
  const manifest = await bytesAt(objects, manifestKey(itemId, subject, digest));
  const signature = await bytesAt(objects, signatureKey(itemId, subject, digest));
  if (manifest === null || signature === null || sha256(manifest) !== digest) return null;
  const secondSignature = await bytesAt(objects, secondSignatureKey(itemId, subject, digest));
  return { itemId, subject, manifest, manifestSha256: digest, signature, secondSignature };
}

async function bytesAt(
  objects: BringBackDeps["objects"],
  key: ObjectKey,
): Promise<Uint8Array | null> {
  const ref = await objects.find(key);
  return ref === null ? null : await readBounded(await objects.read(ref), MAX_BYTES);
}

/** Null unless the agency signed it, about this item. */
async function signedManifest(
  { signatures, rootCertificatePem }: BringBackDeps,
  { itemId, manifest, signature }: Seal,
): Promise<Manifest | null> {
  if (signature === null) return null;
  const verdict = await signatures.verify(manifest, signature, rootCertificatePem);
  if (!verdict.valid) return null;
  const said = parseManifest(manifest);
  return said.item === itemId ? said : null;
}

/** The blocks of the original, read whole; null where it is not what the manifest says. */
async function blocksOf(
  { objects }: BringBackDeps,
  { media, storage, blocks }: ClipManifest,
): Promise<readonly Sha256[] | null> {
  try {
    const ref = { key: storage.key as ObjectKey, versionId: storage.versionId };
    const found = await hashBlocks(await objects.scan(ref));
    const isSame =
      found.sha256 === media.sha256 &&
      String(found.sizeBytes) === media.bytes &&
      blockListSha256(found.blocks) === blocks.listSha256;
    return isSame ? found.blocks : null;
  } catch (error) {
    if (isRefusal(error, "objects/no-such-object")) return null;
    throw error;
  }
}

const MANIFEST_NAME = /\/([a-z]+)-[0-9a-f]{16}\.manifest\.json$/;

/** Files made of it whose sealing the ledger tells of. What is not sound of them is made anew, as of any item. */
async function copiesOf(deps: BringBackDeps, itemId: ItemId): Promise<readonly FoundCopy[]> {
  const found = new Map<string, FoundCopy>();
  for (const { ref, isMark } of await deps.objects.under(itemFolder(itemId))) {
    const [, kind] = isMark ? [] : (MANIFEST_NAME.exec(ref.key) ?? []);
    if (kind === undefined || kind === "original" || found.has(kind)) continue;
    const digest = sha256((await bytesAt(deps.objects, ref.key)) ?? "");
    const leaf = leafText({ type: "derive", itemId, kind, manifestSha256: digest });
    if ((await deps.ledger.locate(leaf)) === null) continue;
    const seal = await sealIn(deps, itemId, kind, digest);
    const manifest = seal === null ? null : await signedManifest(deps, seal);
    const isCopy = manifest?.type === "holdfast/derivative-manifest/v1";
    const made = isCopy ? copyOf(manifest) : null;
    if (seal !== null && made !== null) found.set(kind, { seal, copy: made });
  }
  return [...found.values()];
}
