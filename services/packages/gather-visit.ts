/** What a package takes of the docking visit at which a recording came. */
import type { KeptStatement } from "../batches/batch.ts";
import type { BatchStore } from "../batches/batch-store.ts";
import { readStatement } from "../batches/kept-statement.ts";
import { openingsIn } from "../batches/salted-statement.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { type BatchId, type ItemId, parseId } from "../kernel/ids.ts";
import { leafText } from "../ledger/leaf.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import { type PackageFile, fileOf } from "./contents.ts";
import { type GatheredPart, type ProofDeps, proven } from "./gather-proof.ts";
import { visitPath, visitProofPath, visitStatementPaths } from "./package-layout.ts";
import { indexIn, openVisit, statedVisit } from "./visit.ts";

export interface GatherVisitDeps extends ProofDeps {
  readonly batches: Pick<BatchStore, "get">;
  /** Tells whether a leaf stands, and enters none. */
  readonly heads: Pick<LedgerStore, "locate">;
}

/**
 * Nothing for a recording that no dock sent. The batch that the upload named only says where to look: what counts
 * is that the statement, as the dock signed it, names this upload.
 * @throws Refusal tampered "batches/statement-differs".
 */
export async function gatherVisit(
  deps: GatherVisitDeps,
  { id, announced }: EvidenceItem,
): Promise<readonly GatheredPart[]> {
  const batchId = parseId<BatchId>(announced.other["batch"] ?? "");
  const batch = batchId === null ? null : await deps.batches.get(batchId);
  if (batch === null) return [];
  const path = visitPath(id);
  const open = { origin: null, files: [fileOf(path, openVisit(id, batch.id))] };
  if (batch.statement === null) return [open];
  const stated = readStatement(batch.id, batch.statement);
  const visit = statedVisit(id, batch.statement.text, stated);
  if (visit === null) return [];
  const statementSha256 = batch.statement.sha256;
  const leaf = leafText({ type: "batch", batchId: batch.id, statementSha256 });
  // It is entered with the batch's receipt; a package makes no entry of it.
  if ((await deps.heads.locate(leaf)) === null) return [open];
  const { origin, files } = await proven(deps, visitProofPath(id), leaf);
  const signed = signedParts(id, batch.statement, indexIn(stated, id));
  return [{ origin, files: [fileOf(path, visit), ...signed, ...files] }];
}

/** What the dock signed, where it can be shown: without the openings of other recordings it tells nothing of them. */
function signedParts(
  id: ItemId,
  { text, openings, signature, key }: KeptStatement,
  at: number,
): PackageFile[] {
  const opening = openingsIn(openings ?? "")[at];
  if (opening === undefined) return [];
  const paths = visitStatementPaths(id);
  return [
    fileOf(paths.text, text),
    fileOf(paths.signature, signature),
    fileOf(paths.key, key.spki),
    fileOf(paths.opening, opening),
  ];
}
