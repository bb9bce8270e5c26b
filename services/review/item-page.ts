/** One item with everything known about it: the record, its copies, its place in the ledger, its lock in the store. */
import { type AssignmentDeps, carrierOf } from "../access/assign-device.ts";
import type { Derivative, DerivativeStore, MadeBy } from "../evidence/derivative.ts";
import type { DisposalStore, Tombstone } from "../disposal/disposal-store.ts";
import { isDisposed } from "../evidence/pipeline.ts";
import type { ItemKeyStore } from "../encryption/item-key-store.ts";
import { familyOf } from "../encryption/key-family.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { RelatedItems } from "../evidence/related-items.ts";
import type { ItemId } from "../kernel/ids.ts";
import { leafText } from "../ledger/leaf.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import { MediaCheck } from "../media/media-check.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { SealStore } from "../sealing/seal-store.ts";
import type { RetentionStore } from "../retention/retention-store.ts";
import { tellItem } from "../retention/tell-item.ts";
import { assignmentBody } from "./assignment-body.ts";
import type { ItemBody } from "./api-schema.ts";
import { overviewBody } from "./overview-body.ts";
import { programBody } from "./program-body.ts";
import type { ReviewStore } from "./review-store.ts";

export interface ItemPageDeps extends Pick<AssignmentDeps, "assignments" | "clock"> {
  readonly items: EvidenceStore;
  readonly derivatives: DerivativeStore;
  readonly related: RelatedItems;
  readonly secrecy: Pick<SecrecyStore, "hidden" | "hiddenOf">;
  readonly reviews: ReviewStore;
  readonly seals: SealStore;
  readonly ledger: Pick<LedgerStore, "locate">;
  readonly itemKeys: Pick<ItemKeyStore, "get">;
  readonly objects: Pick<ObjectStore, "head">;
  readonly retention: Pick<RetentionStore, "decisionOf">;
  readonly disposals: Pick<DisposalStore, "tombstone">;
}

const NOTHING: ReadonlySet<string> = new Set();
/** More files of one recording than a page shows. */
const MAX_RELATED = 200;

/** Null if there is no such item. */
export async function itemPage(
  deps: ItemPageDeps,
  itemId: ItemId,
  sight: Sight | null,
): Promise<ItemBody | null> {
  const summary = await deps.reviews.item(itemId, sight);
  if (summary === null) return null;
  const item = await deps.items.get(itemId);
  const { sha256, caseNumber, activity, recording, belongsTo, other } = item.announced;
  const { clock, cameraClock } = item.announced;
  const recordings = await deps.related.recordings(itemId, MAX_RELATED);
  const sideFiles = await deps.related.sideFiles(itemId, MAX_RELATED);
  const named = [...recordings, ...sideFiles].map(({ id }) => id).concat(item.duplicateOf ?? []);
  const hidden = sight === null ? NOTHING : await deps.secrecy.hidden(sight, named);
  const copies = await deps.derivatives.derivatives(itemId);
  return {
    ...summary,
    declaredSha256: sha256,
    declaredCase: caseNumber,
    activity,
    otherMetadata: { ...other },
    clock,
    cameraClock,
    carrier: await carrier(deps, item),
    recording,
    belongsTo,
    recordings: recordings.filter(({ id }) => !hidden.has(id)),
    sideFiles: sideFiles.filter(({ id }) => !hidden.has(id)),
    duplicateOf:
      item.duplicateOf === null || hidden.has(item.duplicateOf) ? null : item.duplicateOf,
    encryption: await encryptionBody(deps, item),
    lockedUntil: await lockedUntil(deps, item),
    retention: await retentionBody(deps, itemId, sight),
    disposal: isDisposed(item) ? endBody(await deps.disposals.tombstone(itemId)) : null,
    ledger: await placeInLedger(deps, itemId),
    derivatives: copies.map(derivativeBody),
    copyWanted: item.copyWanted === true,
    mediaCheck: MediaCheck.safeParse(item.mediaCheck).data ?? null,
    overview: overviewBody(item, copies),
    mediaInfo: item.mediaInfo,
  };
}

async function carrier(deps: ItemPageDeps, item: EvidenceItem): Promise<ItemBody["carrier"]> {
  const { recordedAt, other } = item.announced;
  const at = recordedAt ?? item.receivedAt;
  const found = await carrierOf(deps, item.deviceId, other["device"] ?? null, at);
  const { deviceId, entry, history } = found;
  const shown = entry === null ? null : assignmentBody(entry);
  return { at, deviceId, entry: shown, history: history.map(assignmentBody) };
}

async function retentionBody(
  deps: ItemPageDeps,
  itemId: ItemId,
  sight: Sight | null,
): Promise<ItemBody["retention"]> {
  const hidden = sight === null ? NOTHING : await deps.secrecy.hiddenOf(sight, [itemId]);
  const told = await tellItem(deps, itemId, hidden);
  return told === null ? null : { ...told, classes: [...told.classes], reasons: [...told.reasons] };
}

/** The names of keys are no secret, and no key is in them. */
async function encryptionBody(
  { itemKeys }: ItemPageDeps,
  { id, original }: EvidenceItem,
): Promise<ItemBody["encryption"]> {
  if (original?.encrypted === undefined) return null;
  const { scheme, sizeBytes, sha256 } = original.encrypted;
  const key = (await itemKeys.get(id))?.wrapped?.kek ?? null;
  return { scheme, sizeBytes, sha256, family: key === null ? null : familyOf(key), key };
}

async function lockedUntil({ objects }: ItemPageDeps, item: EvidenceItem): Promise<string | null> {
  if (item.original === null || isDisposed(item)) return null;
  const { lock } = await objects.head(item.original.object);
  return lock?.until ?? null;
}

async function placeInLedger(
  { seals, ledger }: ItemPageDeps,
  itemId: ItemId,
): Promise<ItemBody["ledger"]> {
  const seal = (await seals.seals(itemId)).find(({ subject }) => subject === "original");
  if (seal === undefined) return null;
  return ledger.locate(leafText({ type: "clip", itemId, manifestSha256: seal.manifestSha256 }));
}

const derivativeBody = (derivative: Derivative): ItemBody["derivatives"][number] => ({
  kind: derivative.kind,
  mediaType: derivative.mediaType,
  sizeBytes: derivative.sizeBytes,
  sha256: derivative.sha256,
  method: derivative.madeBy.method,
  tool: `${derivative.madeBy.tool} ${derivative.madeBy.version}`,
  arguments: [...derivative.madeBy.arguments],
  packets: packetsOf(derivative.madeBy),
  program: programBody(derivative.madeBy),
});

const packetsOf = ({ packets = {} }: MadeBy): ItemBody["derivatives"][number]["packets"] =>
  (["video", "audio"] as const).flatMap((stream) => {
    const kept = packets[stream];
    return kept === undefined ? [] : [{ stream, ...kept }];
  });

function endBody(stone: Tombstone | null): ItemBody["disposal"] {
  if (stone === null) return null;
  const { transfer } = stone;
  return {
    ...stone,
    transfer: transfer && {
      ...{ archive: transfer.archive, packageId: transfer.receipt.packageId },
      ...{ receivedAt: transfer.receipt.at, receiptSha256: transfer.receipt.sha256 },
    },
  };
}
