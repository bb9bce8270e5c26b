/** What a package takes of one item: the original and copies by version, and everything that proves them. */
import type { CustodyEvent } from "../evidence/custody-event.ts";
import type { Derivative, DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { isCopySealed } from "../evidence/pipeline.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { leafText } from "../ledger/leaf.ts";
import { parseProof } from "../ledger/tlog-proof.ts";
import { parseCheckpointText } from "../ledger/checkpoint.ts";
import { parseNote } from "../ledger/note.ts";
import type { Receipt, Seal, SealStore } from "../sealing/seal-store.ts";
import { isOnRecord, verdictDiffers } from "../source/on-record.ts";
import type { KeptVerdict, SourceStore } from "../source/source-store.ts";
import type { CertifiedItem } from "./certificate-document.ts";
import { type PackageFile, fileOf } from "./contents.ts";
import type { SealedCopy } from "./copy-credentials.ts";
import { custodyLines } from "./custody-lines.ts";
import { type GatheredPart, proofFiles, proven } from "./gather-proof.ts";
import type { SignedManifest } from "./gather-keys.ts";
import { type GatherVisitDeps, gatherVisit } from "./gather-visit.ts";
import {
  blocksPath,
  copyPath,
  custodyPath,
  itemPath,
  itemPaths,
  originalPath,
  receiptPath,
  receiptSignaturePath,
  sourcePath,
  sourceProofPath,
} from "./package-layout.ts";

export interface GatherDeps extends GatherVisitDeps {
  readonly items: EvidenceStore;
  readonly derivatives: DerivativeStore;
  readonly seals: SealStore;
  readonly sources: Pick<SourceStore, "verdict" | "notLogged">;
}

export interface GatheredItem {
  readonly item: EvidenceItem;
  /** Its custody, as it is in `files`. */
  readonly events: readonly CustodyEvent[];
  readonly files: readonly PackageFile[];
  readonly certified: CertifiedItem;
  readonly copies: readonly SealedCopy[];
  /** Each with its signatures, as they are in `files`. */
  readonly manifests: readonly SignedManifest[];
  /** Logs that its proofs lead to. */
  readonly origins: readonly string[];
}

/** @throws Refusal conflict "packages/item-not-sealed": only what is proven leaves the house. */
export async function gatherItem(deps: GatherDeps, itemId: ItemId): Promise<GatheredItem> {
  const item = await deps.items.get(itemId);
  const seals = await deps.seals.seals(itemId);
  const receipt = await deps.seals.receipt(itemId);
  const seal = seals.find(({ subject }) => subject === "original");
  const { original } = item;
  if (item.stage !== "sealed" || original === null || seal?.signature == null || receipt === null) {
    throw new Refusal("conflict", "packages/item-not-sealed", "an item is not sealed yet", {
      fix: "Wait until the item is sealed, then ask for the package again.",
      facts: { itemId },
    });
  }
  const path = originalPath(itemId, item.announced.filename);
  const media: PackageFile = {
    path,
    sizeBytes: item.sizeBytes,
    sha256: original.sha256,
    source: { kind: "object", ...original.object },
  };
  const verdict = await deps.sources.verdict(itemId);
  // After the verdict, which is kept together with its event.
  const events = await deps.items.custody(itemId);
  const paths = itemPaths(itemId, "original");
  const copies = await gatherCopies(deps, item, original.sha256, seals);
  const certified = certifiedItem(item, original.sha256, receipt);
  const leaf = leafText({ type: "clip", itemId, manifestSha256: seal.manifestSha256 });
  const parts = [
    ...copies,
    ...(await gatherSource(deps, itemId, verdict, events)),
    ...(await gatherVisit(deps, item)),
  ];
  const files = [
    media,
    fileOf(paths.manifest, seal.manifest),
    fileOf(paths.signature, seal.signature),
    ...secondOf(paths.second, seal),
    ...(await proofFiles(deps, paths.proof, { ...certified.ledger, leaf }, receipt.proof)),
    fileOf(receiptPath(itemId), receipt.statement),
    fileOf(receiptSignaturePath(itemId), receipt.signature),
    fileOf(itemPath(itemId), itemJson(item)),
    fileOf(blocksPath(itemId), original.blocks.map((block) => `${block}\n`).join("")),
    ...parts.flatMap((part) => part.files),
    fileOf(custodyPath(itemId), custodyLines(events)),
  ];
  return {
    ...{ item, events, files, certified },
    copies: copies.map(({ sealed }) => sealed),
    manifests: seals.flatMap(({ manifest, signature, secondSignature }) =>
      signature === null ? [] : [{ manifest, signature, secondSignature }],
    ),
    origins: [
      certified.ledger.origin,
      ...parts.map(({ origin }) => origin).filter((origin) => origin !== null),
    ],
  };
}

/**
 * What was said of signatures inside the recording; nothing if it was not looked at yet. A verdict that
 * merely stands in the database becomes no entry here: whoever can write there could have said it.
 * @throws Refusal tampered "source/verdict-differs"; unavailable "packages/source-not-entered".
 */
async function gatherSource(
  deps: GatherDeps,
  itemId: ItemId,
  kept: KeptVerdict | null,
  events: readonly CustodyEvent[],
): Promise<readonly GatheredPart[]> {
  if (kept === null) return [];
  if (!isOnRecord(kept, events)) throw verdictDiffers();
  const leaf = leafText({ type: "source", itemId, verdictSha256: kept.statementSha256 });
  if ((await deps.heads.locate(leaf)) === null) {
    // Also where it is marked as entered and is not, as after a restore: the next round enters it, once.
    await deps.sources.notLogged(itemId);
    throw new Refusal("unavailable", "packages/source-not-entered", "a verdict is not entered yet");
  }
  const { origin, files } = await proven(deps, sourceProofPath(itemId), leaf);
  return [{ origin, files: [fileOf(sourcePath(itemId), kept.statement), ...files] }];
}

type GatheredCopy = GatheredPart & { readonly sealed: SealedCopy };

/** Only copies that are sealed themselves: what nobody vouches for stays inside. */
async function gatherCopies(
  deps: GatherDeps,
  item: EvidenceItem,
  originalSha256: Sha256,
  seals: readonly Seal[],
): Promise<readonly GatheredCopy[]> {
  const { id } = item;
  const copies: GatheredCopy[] = [];
  for (const copy of await deps.derivatives.derivatives(id)) {
    if (!isCopySealed(item, copy.kind)) continue;
    const seal = seals.find(({ subject }) => subject === copy.kind);
    if (seal?.signature == null) continue;
    const { manifestSha256 } = seal;
    const leaf = leafText({ type: "derive", itemId: id, kind: copy.kind, manifestSha256 });
    const paths = itemPaths(id, copy.kind);
    const { origin, files: proofs } = await proven(deps, paths.proof, leaf);
    const files = [
      mediaOf(copy),
      fileOf(paths.manifest, seal.manifest),
      fileOf(paths.signature, seal.signature),
      ...secondOf(paths.second, seal),
      ...proofs,
    ];
    copies.push({ origin, files, sealed: { copy, originalSha256, manifestSha256 } });
  }
  return copies;
}

const secondOf = (path: string, { secondSignature }: Seal): PackageFile[] =>
  secondSignature === null ? [] : [fileOf(path, secondSignature)];

const mediaOf = (copy: Derivative): PackageFile => ({
  path: copyPath(copy.itemId, copy.kind, copy.mediaType),
  sizeBytes: copy.sizeBytes,
  sha256: copy.sha256,
  source: { kind: "object", ...copy.object },
});

/** What was announced, for people; nothing is proven by it but that the agency says so. */
function itemJson({ id, deviceId, announced, sizeBytes, receivedAt }: EvidenceItem): string {
  const about = {
    type: "holdfast/item/v1",
    itemId: id,
    deviceId,
    sizeBytes,
    receivedAt,
    announced,
  };
  return `${JSON.stringify(about, null, 2)}\n`;
}

function certifiedItem(
  { id, deviceId, announced, sizeBytes, receivedAt }: EvidenceItem,
  digest: CertifiedItem["sha256"],
  receipt: Receipt,
): CertifiedItem {
  const proof = parseProof(receipt.proof);
  const checkpoint = parseCheckpointText(parseNote(proof?.note ?? "")?.text ?? "");
  assert(proof !== null && checkpoint !== null, "a receipt holds a tlog-proof");
  const ledger = { origin: checkpoint.origin, index: proof.index };
  return {
    itemId: id,
    deviceId,
    filename: announced.filename,
    sizeBytes,
    sha256: digest,
    receivedAt,
    ledger,
  };
}

/** True if the chain says already that the item went into this package. */
export const isPackaged = (events: readonly CustodyEvent[], packageId: string): boolean =>
  events.some(({ kind, data }) => kind === "packaged" && data["packageId"] === packageId);
