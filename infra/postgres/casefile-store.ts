/** CasefileStore on PostgreSQL; each change and its action are one transaction. */
import { type Selectable, type Transaction, sql } from "kysely";
import { orderChanged } from "../../services/casefile/order-entries.ts";
import type { CaseItem, CasefileStore, FileOrder } from "../../services/casefile/casefile-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import {
  HEAD_COLUMNS,
  documentOf,
  headOf,
  isSigned,
  rowOf,
  seenDocuments,
  signedDocuments,
} from "./signed-documents.ts";
import type { Tables } from "./tables.ts";
import { isForeignKeyViolation, isUniqueViolation } from "./unique-violation.ts";
import { seesItem } from "./walls.ts";

const MAX_ITEMS = 2_000;

export function createCasefileStore(db: Database): CasefileStore {
  const together = (work: (transaction: Transaction<Tables>) => Promise<void>): Promise<void> =>
    refusing(() => ask(() => db.transaction().execute(work)));
  return {
    ...signedDocuments(db, "case_documents", documentOf),

    async order(caseId) {
      const query = db.selectFrom("case_file_orders").selectAll().where("case_id", "=", caseId);
      const row = await ask(() => query.executeTakeFirst());
      return row === undefined ? null : orderOf(row);
    },

    keepOrder: (order, action) =>
      together(async (transaction) => {
        await saveOrder(transaction, order);
        await appendAction(transaction, action);
      }),

    itemsOf: (caseId, sight) => itemsOf(db, caseId, sight),

    keep: (document, action, orderRevision) =>
      together(async (transaction) => {
        if (orderRevision !== null) await goOn(transaction, document.caseId, orderRevision);
        await transaction.insertInto("case_documents").values(rowOf(document)).execute();
        await appendAction(transaction, action);
      }),

    async heads(caseId, sight) {
      const rows = await askAs(db, sight, (as) =>
        newestFirst(as, caseId, sight).select(HEAD_COLUMNS).select(isSigned).execute(),
      );
      return rows.map(headOf);
    },

    async document(caseId, number, sight) {
      const row = await askAs(db, sight, (as) => {
        const query = newestFirst(as, caseId, sight).selectAll().limit(1);
        return (number === null ? query : query.where("number", "=", number)).executeTakeFirst();
      });
      return row === undefined ? null : documentOf(row);
    },
  };
}

const newestFirst = (db: Database, caseId: CaseId, sight: Sight | null) =>
  db
    .selectFrom("case_documents")
    .where("case_id", "=", caseId)
    .where(seenDocuments(sight))
    .orderBy("number", "desc");

async function refusing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (isUniqueViolation(cause)) throw orderChanged();
    throw isForeignKeyViolation(cause)
      ? new Refusal("missing", "cases/no-such-case", "no such case", { cause })
      : cause;
  }
}

async function saveOrder(
  transaction: Transaction<Tables>,
  { caseId, revision, entries, changedAt, changedBy }: FileOrder,
): Promise<void> {
  const values = {
    ...{ revision, entries: JSON.stringify(entries) },
    ...{ changed_at: changedAt, changed_by: changedBy },
  };
  if (revision === 1) {
    // Of two who order it first, the other meets a row that is there already.
    const row = { case_id: caseId, ...values };
    await transaction.insertInto("case_file_orders").values(row).execute();
    return;
  }
  const { numUpdatedRows } = await transaction
    .updateTable("case_file_orders")
    .set(values)
    .where("case_id", "=", caseId)
    .where("revision", "=", revision - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw orderChanged();
}

async function goOn(transaction: Transaction<Tables>, caseId: CaseId, revision: number) {
  const { numUpdatedRows } = await transaction
    .updateTable("case_file_orders")
    .set({ revision: revision + 1 })
    .where("case_id", "=", caseId)
    .where("revision", "=", revision)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw orderChanged();
}

async function itemsOf(
  db: Database,
  caseId: CaseId,
  sight: Sight | null,
): Promise<readonly CaseItem[]> {
  const query = sql<{ item_id: ItemId; sha256: Sha256 | null; manifest_sha256: Sha256 | null }>`
    SELECT l.item_id, i.original_sha256 AS sha256, s.manifest_sha256
      FROM case_links l JOIN items i ON i.id = l.item_id
      LEFT JOIN seals s ON s.item_id = i.id AND s.subject = 'original' AND i.stage = 'sealed'
     WHERE l.case_id = ${caseId} AND l.unlinked_at IS NULL AND ${seesItem(sight, sql`l.item_id`)}
     ORDER BY i.position LIMIT ${MAX_ITEMS}`;
  const { rows } = await askAs(db, sight, (as) => query.execute(as));
  return rows.map(({ item_id: itemId, sha256, manifest_sha256: manifestSha256 }) => ({
    itemId,
    sealed: sha256 === null || manifestSha256 === null ? null : { sha256, manifestSha256 },
  }));
}

const orderOf = (row: Selectable<Tables["case_file_orders"]>): FileOrder => ({
  ...{ caseId: row.case_id, revision: row.revision, entries: row.entries },
  ...{ changedAt: utcInstant(row.changed_at), changedBy: row.changed_by },
});
