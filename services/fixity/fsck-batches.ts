/** Looks at receipts of docking visits, and at what the ledger tells of accesses and actions by the hour. */
import type { BatchStore } from "../batches/batch-store.ts";
import { batchHashes } from "../ledger/enter-records.ts";
import { parseLeaf } from "../ledger/leaf.ts";
import type { LedgerStore } from "../ledger/ledger-store.ts";
import { rootOf } from "../ledger/merkle.ts";
import { type AuditVisitDeps, auditVisit } from "./audit-visit.ts";
import type { HouseStore, RecordBatch } from "./house-store.ts";
import type { Violation } from "./invariants.ts";

export interface FsckBatchesDeps extends AuditVisitDeps {
  readonly house: Pick<HouseStore, "recordBatches">;
  readonly batches: Pick<BatchStore, "page" | "get" | "receipt">;
  readonly ledger: Pick<LedgerStore, "locate">;
}

type Tell = (violation: Violation) => void;
const VISITS = 100;
/** Each has up to 65,536 digests. */
const BATCHES = 4;

export async function visitViolations(deps: FsckBatchesDeps, tell: Tell): Promise<void> {
  for (let before: number | null = null, more = true; more;) {
    const page: Awaited<ReturnType<BatchStore["page"]>> = await deps.batches.page(before, VISITS);
    for (const { id, hasReceipt } of page) {
      if (!hasReceipt) continue;
      const { findings } = await auditVisit(deps, { batchId: id });
      for (const { facts } of findings)
        tell({ invariant: "visits", subject: id, what: String(facts["why"]), facts: {} });
    }
    before = page.at(-1)?.position ?? before;
    more = page.length === VISITS;
  }
}

/** Each batch is the tree over the digests that its records have in their chains. */
export async function recordViolations(
  { house, ledger }: Pick<FsckBatchesDeps, "house" | "ledger">,
  tell: Tell,
): Promise<void> {
  for (let after = 0, more = true; more;) {
    const page = await house.recordBatches(after, BATCHES);
    for (const batch of page) {
      const told = (what: string): void =>
        tell({ invariant: "records", subject: `${batch.kind}/${batch.position}`, what, facts: {} });
      if (!isTreeOf(batch)) told("other-root");
      if (batch.isEntered && (await ledger.locate(batch.leaf)) === null) told("not-in-ledger");
    }
    after = page.at(-1)?.position ?? after;
    more = page.length === BATCHES;
  }
}

function isTreeOf({ kind, leaf: text, digests }: RecordBatch): boolean {
  const leaf = parseLeaf(text);
  return (
    (leaf?.type === "access-batch" || leaf?.type === "admin-batch") &&
    leaf.type === `${kind}-batch` &&
    leaf.records === String(digests.length) &&
    leaf.rootSha256 === rootOf(batchHashes(digests))
  );
}
