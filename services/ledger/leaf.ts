/** What the ledger holds: short texts that name by its digest a manifest, or a dock's statement, and what it is about. */
import { type Sha256, parseSha256 } from "../kernel/digest.ts";
import { type BatchId, type ItemId, parseId } from "../kernel/ids.ts";

/** "clip": the manifest of an original. "derive": the manifest of a file made from it. "batch": a dock's statement. */
export type Leaf =
  | { readonly type: "batch"; readonly batchId: BatchId; readonly statementSha256: Sha256 }
  | ManifestLeaf;

export type ManifestLeaf =
  | { readonly type: "clip"; readonly itemId: ItemId; readonly manifestSha256: Sha256 }
  | {
      readonly type: "derive";
      readonly itemId: ItemId;
      /** Kind of the derivative, e.g. "viewing". */
      readonly kind: string;
      readonly manifestSha256: Sha256;
    };

/** Longest leaf text; a row of the ledger's unique index holds no more. */
export const LEAF_MAX_BYTES = 2_000;

const KIND = "[a-z][a-z0-9-]{0,31}";
const SHAPE = new RegExp(
  `^(?:clip/v1\\nitem (?<clip>[^\\n]+)\\n|derive/v1\\nitem (?<derive>[^\\n]+)\\nkind (?<kind>${KIND})\\n)` +
    "manifest sha256 (?<digest>[0-9a-f]{64})\\n$",
);
const BATCH_SHAPE =
  /^batch\/v1\nbatch (?<batch>[^\n]+)\nstatement sha256 (?<digest>[0-9a-f]{64})\n$/;

/** The exact text that is entered; its bytes are UTF-8, its lines end in LF. */
export function leafText(leaf: Leaf): string {
  if (leaf.type === "batch") {
    return `batch/v1\nbatch ${leaf.batchId}\nstatement sha256 ${leaf.statementSha256}\n`;
  }
  const kind = leaf.type === "derive" ? `kind ${leaf.kind}\n` : "";
  return `${leaf.type}/v1\nitem ${leaf.itemId}\n${kind}manifest sha256 ${leaf.manifestSha256}\n`;
}

/** `text` as a leaf, or null if it is not byte for byte what `leafText` would write. */
export function parseLeaf(text: string): Leaf | null {
  return text.startsWith("batch/") ? parseBatchLeaf(text) : parseManifestLeaf(text);
}

function parseBatchLeaf(text: string): Leaf | null {
  const found = BATCH_SHAPE.exec(text)?.groups;
  const batchId = parseId<BatchId>(found?.["batch"] ?? "");
  const statementSha256 = parseSha256(found?.["digest"] ?? "");
  return batchId === null || statementSha256 === null
    ? null
    : { type: "batch", batchId, statementSha256 };
}

function parseManifestLeaf(text: string): ManifestLeaf | null {
  const found = SHAPE.exec(text)?.groups;
  const itemId = parseId<ItemId>(found?.["clip"] ?? found?.["derive"] ?? "");
  const manifestSha256 = parseSha256(found?.["digest"] ?? "");
  if (itemId === null || manifestSha256 === null) return null;
  const kind = found?.["kind"];
  return kind === undefined
    ? { type: "clip", itemId, manifestSha256 }
    : { type: "derive", itemId, kind, manifestSha256 };
}
