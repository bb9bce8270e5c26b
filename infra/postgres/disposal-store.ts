/** DisposalStore on PostgreSQL. Whoever changes a batch holds its row. */
import { type Transaction, sql } from "kysely";
import {
  type Counts,
  type DisposalBatch,
  type DisposalSummary,
  droppedAs,
} from "../../services/disposal/batch.ts";
import type { Act, DisposalStore } from "../../services/disposal/disposal-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { Refusal, assert } from "../../services/kernel/refusal.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { disposalFacts } from "./disposal-facts.ts";
import { endsIn } from "./disposal-end.ts";
import { endEmpty, handsOverIn } from "./disposal-hand-over.ts";
import { stallsIn } from "./disposal-stalls.ts";
import { withdrawIn } from "./export-store.ts";
import { batchIn, newBatchRow, newItemRows, summariesOf } from "./disposal-rows.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";
import { seesAll, seesItem } from "./walls.ts";

export function createDisposalStore(db: Database): DisposalStore {
  return {
    ...endsIn(db),
    ...handsOverIn(db),
    ...stallsIn(db),

    async databaseTime() {
      const { rows } = await ask(() =>
        sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(db),
      );
      const [row] = rows;
      assert(row !== undefined, "a select of a value has a row");
      return utcInstant(row.now);
    },

    due: (day, after, limit, sight = null) =>
      ask(() =>
        disposalFacts(
          db,
          sql`i.stage = 'sealed' AND r.floor_until < ${day}::date AND i.position > ${after}
              AND ${seesItem(sight, sql`i.id`)}`,
          limit,
        ),
      ),

    async facts(itemIds) {
      const all = sql`i.id = ANY (${[...itemIds]}::uuid[])`;
      const found = await ask(() => disposalFacts(db, all, itemIds.length));
      return itemIds.flatMap((id) => found.filter(({ itemId }) => itemId === id));
    },

    propose: (batch, action) =>
      ask(() =>
        db.transaction().execute(async (transaction) => {
          await transaction.insertInto("disposals").values(newBatchRow(batch)).execute();
          await insertItems(transaction, batch);
          await appendAction(transaction, action);
        }),
      ),

    get: (id) => ask(() => batchIn(db, id)),

    page: (...asked) => ask(() => page(db, ...asked)),

    act: (id, decide) =>
      ask(() =>
        db.transaction().execute(async (transaction) => {
          await sql`SELECT FROM disposals WHERE id = ${id} FOR UPDATE`.execute(transaction);
          const batch = await batchIn(transaction, id);
          const { act, action } = decide(batch);
          await keepAct(transaction, batch, act);
          await endEmpty(transaction, id, action.at);
          await appendAction(transaction, action);
          return batchIn(transaction, id);
        }),
      ),
  };
}

async function insertItems(
  transaction: Transaction<Tables>,
  batch: Parameters<DisposalStore["propose"]>[0],
): Promise<void> {
  try {
    await transaction.insertInto("disposal_items").values(newItemRows(batch)).execute();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "disposal/proposed-already", "an item is in another batch", {
      fix: "Leave out what is proposed already; the list of what may end names it.",
    });
  }
}

/** Of a batch `d`. */
const COUNTS = sql<Partial<Counts> | null>`(
  SELECT jsonb_object_agg(t.outcome, t.n)
    FROM (SELECT coalesce(x.outcome, 'waiting') AS outcome, count(*) AS n
            FROM disposal_items x WHERE x.disposal_id = d.id GROUP BY 1) t)`;

async function page(
  db: Database,
  ...[{ over, itemId }, before, limit, sight = null]: Parameters<DisposalStore["page"]>
): Promise<readonly DisposalSummary[]> {
  const items = sql`(SELECT array_agg(x.item_id) FROM disposal_items x WHERE x.disposal_id = d.id)`;
  let query = db
    .selectFrom("disposals as d")
    .select(["d.id", "d.position", "d.reason", "d.proposed_by", "d.proposed_at", "d.notice_on"])
    .select(["d.notice_until", "d.list_sha256", "d.appraised_by", "d.appraised_at"])
    .select(["d.appraisal_sha256", "d.grace_until", "d.finished_at"])
    .select(["d.stopped_by", "d.stopped_at", "d.stop_reason"])
    .select(["d.transfer", "d.package_id", "d.receipt", "d.received_at", "d.rule"])
    .select(COUNTS.as("counts"))
    .where(seesAll(sight, items));
  if (over !== undefined) query = query.where("d.finished_at", over ? "is not" : "is", null);
  if (before !== null) query = query.where("d.position", "<", before);
  if (itemId !== undefined) {
    query = query.where(
      sql<boolean>`EXISTS (SELECT FROM disposal_items x WHERE x.disposal_id = d.id AND x.item_id = ${itemId})`,
    );
  }
  return summariesOf(db, await query.orderBy("d.position", "desc").limit(limit).execute());
}

async function keepAct(
  transaction: Transaction<Tables>,
  before: DisposalBatch,
  act: Act,
): Promise<void> {
  const { id, packageId, receipt } = before;
  const batch = transaction.updateTable("disposals").where("id", "=", id);
  if (act.kind === "appraised") {
    const { by, at, text, sha256 } = act.appraisal;
    const appraised = { appraised_by: by, appraised_at: at, appraisal: text };
    await batch.set({ ...appraised, appraisal_sha256: sha256 }).execute();
    const said = JSON.stringify(act.items);
    await sql`
      UPDATE disposal_items d SET decision = x.decision, why = x.why,
             outcome = CASE WHEN x.decision = 'keep' THEN 'kept' END
        FROM jsonb_to_recordset(${said}::jsonb) AS x ("itemId" uuid, decision text, why text)
       WHERE d.disposal_id = ${id} AND d.item_id = x."itemId"`.execute(transaction);
    return;
  }
  if (act.kind === "approved") {
    const { by, at, sha256, role } = act.approval;
    const approval = { disposal_id: id, approved_by: by, approved_at: at, sha256, role };
    await transaction.insertInto("disposal_approvals").values(approval).execute();
    if (act.graceUntil !== null) await batch.set({ grace_until: act.graceUntil }).execute();
    return;
  }
  if (act.kind === "prolonged") {
    await batch.set({ grace_until: act.graceUntil }).execute();
    return;
  }
  const { by, at, reason } = act.stopped;
  await batch.set({ stopped_by: by, stopped_at: at, stop_reason: reason }).execute();
  await sql`UPDATE disposal_items SET outcome = ${droppedAs(before)}, against = '{stopped}'
             WHERE disposal_id = ${id} AND outcome IS NULL`.execute(transaction);
  // Nobody takes out any more what is not to be handed over.
  if (packageId !== null && receipt === null) await withdrawIn(transaction, packageId, act.stopped);
}
