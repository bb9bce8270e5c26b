/** How a batch is laid out in its rows, and read back from them. */
import type { Selectable, Transaction } from "kysely";
import type { BatchItem, DisposalBatch, NewBatch } from "../../services/disposal/batch.ts";
import { noSuchBatch } from "../../services/disposal/decide-batch.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { DisposalId } from "../../services/kernel/ids.ts";
import type { Database } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";

export type BatchRow = Selectable<Tables["disposals"]>;

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
  const approvals = await db
    .selectFrom("disposal_approvals")
    .selectAll()
    .where("disposal_id", "in", ids)
    .orderBy("id")
    .execute();
  const of = <T extends { disposal_id: DisposalId }>(all: readonly T[], id: DisposalId) =>
    all.filter(({ disposal_id: disposal }) => disposal === id);
  return rows.map((row) => ({
    ...{ id: row.id, position: row.position, reason: row.reason },
    ...{ proposedBy: row.proposed_by, proposedAt: utcInstant(row.proposed_at) },
    ...{ noticeOn: row.notice_on, noticeUntil: utcInstant(row.notice_until) },
    ...{ list: row.list, listSha256: row.list_sha256, appraisal: appraisalOf(row) },
    approvals: of(approvals, row.id).map(({ approved_by: by, approved_at: at, sha256 }) => ({
      ...{ by, at: utcInstant(at), sha256 },
    })),
    ...{ graceUntil: maybeInstant(row.grace_until), stopped: stoppedOf(row) },
    finishedAt: maybeInstant(row.finished_at),
    items: of(items, row.id).map(itemOf),
  }));
}

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
  const { appraised_by: by, appraised_at: at, appraisal: text, appraisal_sha256: sha256 } = row;
  if (by === null || at === null || text === null || sha256 === null) return null;
  return { by, at: utcInstant(at), text, sha256 };
}

function stoppedOf({ stopped_by: by, stopped_at: at, stop_reason: reason }: BatchRow) {
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
});

export const newItemRows = ({ id, items }: NewBatch) =>
  items.map((frozen, place) => ({
    ...{ disposal_id: id, item_id: frozen.itemId, place, frozen: JSON.stringify(frozen) },
  }));
