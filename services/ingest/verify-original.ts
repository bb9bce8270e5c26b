/**
 * Use case, step "verify-original": what was received becomes one object, which is read back once.
 *
 * Every run must be found again in what the store gives back; only then is the digest of the whole a
 * statement about the bytes that were received. Then it is compared with what the device declared. A
 * difference is quarantine: the item stays, is never sealed, and never gets a receipt. Where the operator
 * wants it, the store's own checksum stands for the reading, and everything that is signed says so.
 */
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { assert } from "../kernel/refusal.ts";
import type { Json } from "../kernel/strict-json.ts";
import type { ItemKeys } from "../encryption/item-keys.ts";
import type { EvidenceItem, MoreDigest } from "../evidence/evidence-item.ts";
import { type StepDeps, type StepResult, runStep } from "../evidence/run-step.ts";
import type { IncomingStore } from "../objects/incoming-store.ts";
import type { ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { clearReceived } from "./clear-received.ts";
import { type ReadBack, readBack } from "./read-back.ts";
import { type ReadShare, isDrawn } from "./read-back-policy.ts";
import { type ReceivedUpload, type StoredOriginal, storeEncrypted } from "./store-original.ts";
import { isStated, knownOriginal } from "./store-proof.ts";
import { type Run, type Upload, incomingOf } from "./upload.ts";
import type { UploadStore } from "./upload-store.ts";

export interface VerifyDeps extends StepDeps {
  readonly uploads: UploadStore;
  readonly incoming: IncomingStore;
  readonly objects: ObjectStore;
  /** Which originals are stored encrypted, and with what; without it none is. */
  readonly itemKeys?: Pick<ItemKeys, "toWrite">;
  /** What originals are hashed with beside SHA-256. */
  readonly moreDigests?: readonly MoreDigest[];
  /** Of originals that the store's checksum proves, the share that is read all the same; without it all are. */
  readonly readShare?: ReadShare;
}

/**
 * May run twice. `signal` ends the reading at once: a recording of a day takes longer to hash than a
 * process may take to stop.
 * @throws Refusal as the stores say, or what `signal` makes of it; the item then stays at "received".
 */
export async function verifyOriginal(
  deps: VerifyDeps,
  itemId: ItemId,
  signal: AbortSignal,
): Promise<void> {
  await runStep(deps, "verify-original", itemId, (item) => verify(deps, item, signal));
  const item = await deps.items.get(itemId);
  if (item.stage !== "verified" && item.stage !== "quarantined") return;
  const upload = await deps.uploads.get(itemId);
  if (upload !== null) await clearReceived(deps, item, incomingOf(upload));
}

async function verify(
  deps: VerifyDeps,
  item: EvidenceItem,
  signal: AbortSignal,
): Promise<StepResult> {
  const { uploads, items } = deps;
  // A received upload does not change any more.
  const [upload, parts, runs] = await Promise.all([
    uploads.get(item.id),
    uploads.parts(item.id),
    uploads.runs(item.id),
  ]);
  assert(upload?.state === "received", "an item at this step has a received upload");
  const dataKey = (await deps.itemKeys?.toWrite(item.id)) ?? null;
  const received = { upload, parts, runs };
  const { object, found, how, opens } =
    dataKey === null
      ? await storeInClear(deps, received, signal)
      : await storeEncrypted(deps, received, dataKey, signal);
  const declared = item.announced.sha256;
  if (!opens || found.sizeBytes !== item.sizeBytes || found.differingRuns > 0) {
    return quarantine("ingest/stored-bytes-differ", object, found, declared);
  }
  if (declared !== null && declared !== found.sha256) {
    return quarantine("ingest/declared-digest-differs", object, found, declared);
  }
  const duplicateOf = await items.findByDigest(found.sha256, item.id);
  const { sha256, blocks, moreDigests } = found;
  const more = Object.keys(moreDigests).length === 0 ? {} : { moreDigests };
  return {
    happening: {
      kind: "verified",
      data: { ...facts(object, found, declared), ...stated(how), duplicateOf },
    },
    changes: { original: { ...how, sha256, ...more, object, blocks }, duplicateOf },
  };
}

/** One object of what was received; read back, or the store's word was taken for it. */
async function storeInClear(
  deps: VerifyDeps,
  { upload, parts, runs }: ReceivedUpload,
  signal: AbortSignal,
): Promise<StoredOriginal> {
  const object = await deps.incoming.assemble(incomingOf(upload), parts);
  signal.throwIfAborted();
  const proven = (await wasTried(deps, upload.id))
    ? null
    : await provenUnread(deps, upload, runs, object);
  if (proven !== null) {
    return { object, found: proven, how: { provenBy: "store-checksum" }, opens: true };
  }
  const source = await deps.objects.scan(object, signal);
  return { object, found: await readBack(source, runs, deps.moreDigests), how: {}, opens: true };
}

/** A reading that failed is not made good by another draw: an original whose step comes again is read. */
async function wasTried({ items, readShare = 1 }: VerifyDeps, itemId: ItemId): Promise<boolean> {
  if (readShare === 0 || readShare === 1) return false;
  const run = (await items.stepRuns(itemId)).find(({ step }) => step === "verify-original");
  return run !== undefined && (run.attempts > 1 || run.lastError !== null);
}

/** What a reading would find, where the store's word for the bytes and what was received say the same; else null. */
async function provenUnread(
  { objects, moreDigests = [], readShare = 1 }: VerifyDeps,
  { offsetBytes }: Upload,
  runs: readonly Run[],
  object: ObjectRef,
): Promise<ReadBack | null> {
  // What only a reading tells.
  if (moreDigests.length > 0 || isDrawn(readShare)) return null;
  const known = knownOriginal(runs, offsetBytes);
  if (known === null || !isStated(await objects.statedChecksum(object), known)) return null;
  const { sizeBytes } = await objects.head(object);
  return { ...known, sizeBytes, moreDigests: {}, differingRuns: 0 };
}

function quarantine(
  reason: string,
  object: ObjectRef,
  found: ReadBack,
  declared: Sha256 | null,
): StepResult {
  return {
    happening: { kind: "quarantined", data: { reason, ...facts(object, found, declared) } },
    changes: { stage: "quarantined", quarantineReason: reason },
  };
}

const stated = ({ provenBy, encrypted }: StoredOriginal["how"]) => ({
  ...(provenBy === undefined ? {} : { provenBy }),
  ...(encrypted === undefined ? {} : { encrypted: { ...encrypted } }),
});

const facts = (object: ObjectRef, found: ReadBack, declared: Sha256 | null) =>
  ({
    sha256: found.sha256,
    sizeBytes: found.sizeBytes,
    declaredSha256: declared,
    differingRuns: found.differingRuns,
    object: { key: object.key, versionId: object.versionId },
  }) satisfies { readonly [name: string]: Json };
