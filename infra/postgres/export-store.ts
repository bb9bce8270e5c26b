/** ExportStore on PostgreSQL. Each change locks the row of its export. */
import { type Transaction, type Updateable, sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import {
  type Acknowledgement,
  type Export,
  type ExportState,
  isWithdrawn,
  noSuchExport,
  requireOpen,
  unprepared,
} from "../../services/exports/export.ts";
import type { ExportStore } from "../../services/exports/export-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { PackageId } from "../../services/kernel/ids.ts";
import { Refusal, assert } from "../../services/kernel/refusal.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { COLUMNS, asPackage, asRow, finishIn } from "./package-store.ts";
import type { Tables } from "./tables.ts";
import { seesPackage } from "./walls.ts";

export function createExportStore(db: Database): ExportStore {
  const together = <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    ask(() => db.transaction().execute(work));
  return {
    order: (...asked) => together((transaction) => orderIn(transaction, ...asked)),

    get: (id) => ask(() => one(db, id)),

    page: (...asked) => page(db, ...asked),

    takeOut: (id, at, action) =>
      together(async (transaction) => {
        const row = await locked(transaction, id);
        if (row !== undefined && row.withdrawn_at !== null) throw isWithdrawn();
        await transaction
          .updateTable("exports")
          .set({ taken_out_at: at })
          .where("package_id", "=", id)
          .where("taken_out_at", "is", null)
          .execute();
        await appendAction(transaction, action);
      }),

    receipt: (id) => receipt(db, id),

    handOut: (id, text) => handOut(db, id, text),

    acknowledge: (id, { kind, mediaType, sha256, at, by, signature }, bytes, action) =>
      change(db, id, async (before, set) => {
        requireOpen(before);
        await set({
          ...{ ack_kind: kind, ack_media_type: mediaType, ack_sha256: sha256 },
          ...{ ack_bytes: Buffer.from(bytes), ack_at: at, ack_by: by },
          ack_signature: signature === null ? null : JSON.stringify(signature),
        });
        return action;
      }),

    confirm: (id, confirm, actionOf) =>
      change(db, id, async (before, set) => {
        const { at, by } = confirm(before);
        await set({ confirmed_at: at, confirmed_by: by });
        return actionOf(before);
      }),

    withdraw: (...asked) => withdraw(db, ...asked),

    document: (id) => document(db, id),

    async overdue(today) {
      const query = db
        .selectFrom("exports as e")
        .select(sql<number>`count(*)`.as("count"))
        .where(isIn("overdue", today));
      return (await ask(() => query.executeTakeFirstOrThrow())).count;
    },
  };
}

async function receipt(db: Database, id: PackageId): Promise<string | null> {
  const query = db.selectFrom("exports").select("receipt_text");
  const row = await ask(() => query.where("package_id", "=", id).executeTakeFirst());
  if (row === undefined) throw noSuchExport();
  return row.receipt_text;
}

async function handOut(db: Database, id: PackageId, text: string): Promise<string> {
  const { rows } = await ask(() =>
    sql<{ receipt_text: string }>`UPDATE exports SET receipt_text = coalesce(receipt_text, ${text})
      WHERE package_id = ${id} RETURNING receipt_text`.execute(db),
  );
  if (rows[0] === undefined) throw noSuchExport();
  return rows[0].receipt_text;
}

function withdraw(
  db: Database,
  ...[id, withdrawn, actionOf]: Parameters<ExportStore["withdraw"]>
): Promise<void> {
  return change(db, id, async (before, _set, transaction) => {
    if (before.withdrawn === null) await end(transaction, id, withdrawn);
    return actionOf(before);
  });
}

/** One that stands already withdrawn stays so. */
export async function withdrawIn(
  transaction: Transaction<Tables>,
  id: PackageId,
  withdrawn: NonNullable<Export["withdrawn"]>,
): Promise<void> {
  if ((await locked(transaction, id))?.withdrawn_at !== null) return;
  await end(transaction, id, withdrawn);
}

async function end(
  transaction: Transaction<Tables>,
  id: PackageId,
  withdrawn: NonNullable<Export["withdrawn"]>,
): Promise<void> {
  const { at, by, reason } = withdrawn;
  await transaction
    .updateTable("exports")
    .set({ withdrawn_at: at, withdrawn_by: by, withdraw_reason: reason })
    .where("package_id", "=", id)
    .execute();
  const { outcome, action } = unprepared(id, withdrawn);
  await finishIn(transaction, id, outcome, action);
}

async function document(db: Database, id: PackageId): Promise<Uint8Array> {
  const query = db.selectFrom("exports").select("ack_bytes");
  const row = await ask(() => query.where("package_id", "=", id).executeTakeFirst());
  if (row === undefined) throw noSuchExport();
  if (row.ack_bytes !== null) return row.ack_bytes;
  throw new Refusal("missing", "exports/no-acknowledgement", "nobody acknowledged it yet");
}

async function page(
  db: Database,
  ...[{ state, watermark, sha256 }, today, before, limit, sight]: Parameters<ExportStore["page"]>
): Promise<readonly Export[]> {
  const found = await askAs(db, sight, (as) => {
    let query = rows(as).where(seesPackage(sight, sql`p`));
    if (before !== null) query = query.where("p.position", "<", before);
    if (watermark !== undefined) query = query.where("e.watermark", "=", watermark);
    if (sha256 !== undefined) {
      query = query.where(
        sql<boolean>`p.state = 'ready' AND p.item_ids && ARRAY(
            SELECT i.id FROM items i WHERE i.original_sha256 = ${sha256}
             UNION SELECT d.item_id FROM derivatives d WHERE d.sha256 = ${sha256})`,
      );
    }
    if (state !== undefined) query = query.where(isIn(state, today));
    return query.orderBy("p.position", "desc").limit(limit).execute();
  });
  return found.map(exportOf);
}

export async function orderIn(
  transaction: Transaction<Tables>,
  ...[{ issued, dueOn, ...request }, action]: Parameters<ExportStore["order"]>
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto("packages")
    .values({ ...asRow(request), issued: JSON.stringify(issued) })
    .onConflict((on) => on.column("id").doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return;
  await transaction
    .insertInto("exports")
    .values({ package_id: request.id, watermark: issued.watermark, due_on: dueOn })
    .execute();
  await appendAction(transaction, action);
}

const locked = (transaction: Transaction<Tables>, id: PackageId) =>
  transaction
    .selectFrom("exports")
    .select("withdrawn_at")
    .where("package_id", "=", id)
    .forUpdate()
    .executeTakeFirst();

/** `work` decides over the export as it stands while nobody else changes it, and answers the action, or null. */
function change(
  db: Database,
  id: PackageId,
  work: (
    before: Export,
    set: (columns: Updateable<Tables["exports"]>) => Promise<unknown>,
    transaction: Transaction<Tables>,
  ) => Promise<Parameters<typeof appendAction>[1]>,
): Promise<void> {
  return ask(() =>
    db.transaction().execute(async (transaction) => {
      if ((await locked(transaction, id)) === undefined) throw noSuchExport();
      const set = (columns: Updateable<Tables["exports"]>): Promise<unknown> =>
        transaction.updateTable("exports").set(columns).where("package_id", "=", id).execute();
      await appendAction(transaction, await work(await one(transaction, id), set, transaction));
    }),
  );
}

/** `stateOf` of services/exports/export.ts. */
function isIn(state: ExportState, today: CalendarDate) {
  const acknowledged = sql`coalesce(e.ack_kind = 'signed' OR e.confirmed_at IS NOT NULL, false)`;
  const overdue = sql`coalesce(e.due_on < ${today}, false)`;
  const open = sql`NOT ${acknowledged} AND e.withdrawn_at IS NULL`;
  const conditions = {
    acknowledged,
    withdrawn: sql`NOT ${acknowledged} AND e.withdrawn_at IS NOT NULL`,
    made: sql`${open} AND e.taken_out_at IS NULL`,
    overdue: sql`${open} AND e.taken_out_at IS NOT NULL AND ${overdue}`,
    "taken-out": sql`${open} AND e.taken_out_at IS NOT NULL AND NOT ${overdue}`,
  };
  return sql<boolean>`(${conditions[state]})`;
}

const rows = (db: Database | Transaction<Tables>) =>
  db
    .selectFrom("exports as e")
    .innerJoin("packages as p", "p.id", "e.package_id")
    .select(COLUMNS.map((name) => `p.${name}` as const))
    .select(["e.due_on", "e.taken_out_at", "e.withdrawn_at", "e.withdrawn_by", "e.withdraw_reason"])
    .select(["e.ack_kind", "e.ack_media_type", "e.ack_sha256", "e.ack_at", "e.ack_by"])
    .select(["e.ack_signature", "e.confirmed_at", "e.confirmed_by"])
    .select(sql<number | null>`octet_length(e.ack_bytes)`.as("ack_size"));

export async function one(db: Database | Transaction<Tables>, id: PackageId): Promise<Export> {
  const row = await rows(db).where("e.package_id", "=", id).executeTakeFirst();
  if (row === undefined) throw noSuchExport();
  return exportOf(row);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

function exportOf(row: Row): Export {
  const { issued, ...made } = asPackage(row);
  assert(issued !== null, "an export names for whom it is");
  const { withdrawn_at: at, withdrawn_by: by, withdraw_reason: reason } = row;
  return {
    ...{ ...made, issued, dueOn: row.due_on, takenOutAt: maybeInstant(row.taken_out_at) },
    acknowledgement: acknowledgementOf(row),
    withdrawn: at === null ? null : { at: utcInstant(at), by, reason: reason ?? "" },
  };
}

function acknowledgementOf(row: Row): Acknowledgement | null {
  const { ack_kind: kind, ack_media_type: mediaType, ack_size: sizeBytes } = row;
  const { ack_sha256: sha256, ack_at: at, ack_by: by, ack_signature: signature } = row;
  if (kind === null || sha256 === null || at === null || by === null) return null;
  const { confirmed_at: confirmedAt, confirmed_by: confirmedBy } = row;
  return {
    ...{ kind, mediaType: mediaType as Acknowledgement["mediaType"], sizeBytes: sizeBytes ?? 0 },
    ...{ sha256, at: utcInstant(at), by, signature },
    confirmed:
      confirmedAt === null || confirmedBy === null
        ? null
        : { at: utcInstant(confirmedAt), by: confirmedBy },
  };
}
