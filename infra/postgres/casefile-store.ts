/** CasefileStore on PostgreSQL; each change and its action are one transaction. */
import { type Selectable, type Transaction, sql } from "kysely";
import { orderChanged } from "../../services/casefile/order-entries.ts";
import type { CaseDocument, NewDocument } from "../../services/casefile/case-document.ts";
import type { CaseItem, CasefileStore, FileOrder } from "../../services/casefile/casefile-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { isForeignKeyViolation, isUniqueViolation } from "./unique-violation.ts";
import { seesAll, seesItem } from "./walls.ts";

const MAX_ITEMS = 2_000;

export function createCasefileStore(db: Database): CasefileStore {
  const together = (work: (transaction: Transaction<Tables>) => Promise<void>): Promise<void> =>
    refusing(() => ask(() => db.transaction().execute(work)));
  return {
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
      const query = newestFirst(db, caseId, sight)
        .select(["id", "number", "sha256", "made_at", "made_by", "is_entered"])
        .select(sql<boolean>`signature IS NOT NULL`.as("is_signed"));
      return (await ask(() => query.execute())).map((row) => ({
        ...{ id: row.id, number: row.number, sha256: row.sha256, madeAt: utcInstant(row.made_at) },
        ...{ madeBy: row.made_by, isSigned: row.is_signed, isEntered: row.is_entered },
      }));
    },

    async document(caseId, number, sight) {
      let query = newestFirst(db, caseId, sight).selectAll().limit(1);
      if (number !== null) query = query.where("number", "=", number);
      const row = await ask(() => query.executeTakeFirst());
      return row === undefined ? null : documentOf(row);
    },

    async due(limit, skip) {
      const query = db.selectFrom("case_documents").selectAll().where("is_entered", "=", false);
      const rows = await ask(() => query.orderBy("position").limit(limit).offset(skip).execute());
      return rows.map(documentOf);
    },

    async signOnce(id, signature) {
      const update = db
        .updateTable("case_documents")
        .set({ signature: sql<Buffer>`coalesce(signature, ${Buffer.from(signature)})` })
        .where("id", "=", id)
        .returning("signature");
      const row = await ask(() => update.executeTakeFirstOrThrow());
      return row.signature ?? signature;
    },

    async entered(id) {
      const update = db.updateTable("case_documents").set({ is_entered: true });
      await ask(() => update.where("id", "=", id).execute());
    },
  };
}

const newestFirst = (db: Database, caseId: CaseId, sight: Sight | null) =>
  db
    .selectFrom("case_documents")
    .where("case_id", "=", caseId)
    .where(seesAll(sight, sql`item_ids`))
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
  const { rows } = await ask(() => query.execute(db));
  return rows.map(({ item_id: itemId, sha256, manifest_sha256: manifestSha256 }) => ({
    itemId,
    sealed: sha256 === null || manifestSha256 === null ? null : { sha256, manifestSha256 },
  }));
}

const rowOf = (document: NewDocument) => ({
  ...{ id: document.id, case_id: document.caseId, number: document.number },
  ...{ text: document.text, sha256: document.sha256, item_ids: [...document.itemIds] },
  ...{ salt: Buffer.from(document.salt), made_at: document.madeAt, made_by: document.madeBy },
  signature: null,
});

const orderOf = (row: Selectable<Tables["case_file_orders"]>): FileOrder => ({
  ...{ caseId: row.case_id, revision: row.revision, entries: row.entries },
  ...{ changedAt: utcInstant(row.changed_at), changedBy: row.changed_by },
});

const documentOf = (row: Selectable<Tables["case_documents"]>): CaseDocument => ({
  ...{ id: row.id, caseId: row.case_id, number: row.number, text: row.text },
  ...{ sha256: row.sha256, itemIds: row.item_ids, salt: row.salt, signature: row.signature },
  ...{ madeAt: utcInstant(row.made_at), madeBy: row.made_by, isEntered: row.is_entered },
});
