/** How a batch is laid out in its rows, and read back from them. */
import type { Selectable, Transaction } from "kysely";
import {
  type BatchItem,
  type Counts,
  type DisposalBatch,
  type DisposalSummary,
  NONE_COUNTED,
  type NewBatch,
} from "../../services/disposal/batch.ts";
import { noSuchBatch } from "../../services/disposal/decide-batch.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { DisposalId } from "../../services/kernel/ids.ts";
import type { Database } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";

export type BatchRow = Selectable<Tables["disposals"]>;
/** Without the exact texts. */
export type SummaryRow = Omit<BatchRow, "list" | "appraisal" | "transfer_entered"> & {
  /** Only what there is any of; null: it has no items. */
  readonly counts: Partial<Counts> | null;
};

export async function batchesOf(
  db: Database | Transaction<Tables>,
  rows: readonly BatchRow[],
): Promise<readonly DisposalBatch[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const items = await db
    .selectFrom("disposal_items")
    .selectAll()
    .where("disposal_id", "in", ids)
    .orderBy("place")
    .execute();
  const approvals = await approvalsOf(db, ids);
  return rows.map((row) => ({
    ...standingOf(row, approvals),
    ...{ list: row.list, appraisal: appraisalOf(row) },
    items: items.filter(({ disposal_id: id }) => id === row.id).map(itemOf),
  }));
}

export async function summariesOf(
  db: Database,
  rows: readonly SummaryRow[],
): Promise<readonly DisposalSummary[]> {
  if (rows.length === 0) return [];
  const approvals = await approvalsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...standingOf(row, approvals),
    ...{ appraisal: appraisedBy(row), counts: { ...NONE_COUNTED, ...row.counts } },
  }));
}

const approvalsOf = (db: Database | Transaction<Tables>, ids: readonly DisposalId[]) =>
  db
    .selectFrom("disposal_approvals")
    .selectAll()
    .where("disposal_id", "in", ids)
    .orderBy("id")
    .execute();

type Approvals = Awaited<ReturnType<typeof approvalsOf>>;

/** What a batch and its summary have in common. */
const standingOf = (row: Omit<SummaryRow, "counts">, approvals: Approvals) => ({
  ...{ id: row.id, position: row.position, reason: row.reason },
  ...{ proposedBy: row.proposed_by, proposedAt: utcInstant(row.proposed_at) },
  ...{ noticeOn: row.notice_on, noticeUntil: utcInstant(row.notice_until) },
  listSha256: row.list_sha256,
  approvals: approvals
    .filter(({ disposal_id: disposal }) => disposal === row.id)
    .map(({ approved_by: by, approved_at: at, sha256, role }) => ({
      ...{ by, at: utcInstant(at), sha256, role },
    })),
  ...{ graceUntil: maybeInstant(row.grace_until), stopped: stoppedOf(row) },
  finishedAt: maybeInstant(row.finished_at),
  ...{ transfer: row.transfer, packageId: row.package_id, receipt: row.receipt },
  rule: row.rule,
});

export async function batchIn(
  db: Database | Transaction<Tables>,
  id: DisposalId,
): Promise<DisposalBatch> {
  const rows = await db.selectFrom("disposals").selectAll().where("id", "=", id).execute();
  const [batch] = await batchesOf(db, rows);
  if (batch === undefined) throw noSuchBatch();
  return batch;
}

function appraisalOf(row: BatchRow): DisposalBatch["appraisal"] {
  const by = appraisedBy(row);
  return by === null || row.appraisal === null ? null : { ...by, text: row.appraisal };
}

function appraisedBy(row: Omit<SummaryRow, "counts">): DisposalSummary["appraisal"] {
  const { appraised_by: by, appraised_at: at, appraisal_sha256: sha256 } = row;
  return by === null || at === null || sha256 === null ? null : { by, at: utcInstant(at), sha256 };
}

function stoppedOf({
  stopped_by: by,
  stopped_at: at,
  stop_reason: reason,
}: Omit<SummaryRow, "counts">) {
  return by === null || at === null ? null : { by, at: utcInstant(at), reason: reason ?? "" };
}

const itemOf = (row: Selectable<Tables["disposal_items"]>): BatchItem => ({
  ...row.frozen,
  ...{ decision: row.decision, why: row.why, outcome: row.outcome, against: row.against },
  destroyedAt: maybeInstant(row.destroyed_at),
});

export const newBatchRow = (batch: NewBatch) => ({
  ...{ id: batch.id, reason: batch.reason },
  ...{ proposed_by: batch.proposedBy, proposed_at: batch.proposedAt },
  ...{ notice_on: batch.noticeOn, notice_until: batch.noticeUntil },
  ...{ list: batch.list, list_sha256: batch.listSha256 },
  transfer: batch.transfer === null ? null : JSON.stringify(batch.transfer),
  rule: batch.rule === null ? null : JSON.stringify(batch.rule),
});

export const newItemRows = ({ id, items }: NewBatch) =>
  items.map((frozen, place) => ({
    ...{ disposal_id: id, item_id: frozen.itemId, place, frozen: JSON.stringify(frozen) },
  }));
