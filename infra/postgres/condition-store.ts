/** ConditionStore on PostgreSQL: what is told, and the event or action that tells of it, are one transaction. */
import { type Transaction, sql } from "kysely";
import type { ConditionStore, ToldCondition } from "../../services/cases/condition-store.ts";
import { itemEnded } from "../../services/cases/flag-items.ts";
import { isSaidAgain } from "../../services/cases/tell-condition.ts";
import { isDisposed } from "../../services/evidence/pipeline.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import type { Tables } from "./tables.ts";

type Thing =
  | { readonly column: "item_id"; readonly id: ItemId }
  | { readonly column: "case_id"; readonly id: CaseId };

export const createConditionStore = (db: Database): ConditionStore => ({
  ofItem: (id) => ask(() => toldOf(db, { column: "item_id", id })),
  ofCase: (id) => ask(() => toldOf(db, { column: "case_id", id })),

  tellItem: (id, told, happening) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom("items")
          .select("stage")
          .where("id", "=", id)
          .modifyEnd(sql`FOR NO KEY UPDATE`)
          .execute();
        const [item] = rows;
        if (item === undefined) {
          throw new Refusal("missing", "evidence/no-such-item", "no such item");
        }
        if (isDisposed(item)) throw itemEnded();
        if (!(await keep(transaction, { column: "item_id", id }, told))) return false;
        await appendEvent(transaction, id, { at: told.at, actor: told.by, happening });
        return true;
      }),
    ),

  tellCase: (id, told, action) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const { rows } = await sql`SELECT 1 FROM cases WHERE id = ${id} FOR NO KEY UPDATE`.execute(
          transaction,
        );
        if (rows.length === 0) throw new Refusal("missing", "cases/no-such-case", "no such case");
        if (!(await keep(transaction, { column: "case_id", id }, told))) return false;
        await appendAction(transaction, action);
        return true;
      }),
    ),
});

/** The row of what it is told of is locked. */
async function keep(
  transaction: Transaction<Tables>,
  thing: Thing,
  told: ToldCondition,
): Promise<boolean> {
  const before = await toldOf(transaction, thing);
  const last = before.findLast(({ condition }) => condition === told.condition);
  if (isSaidAgain(last, told)) return false;
  const { condition, on, authority, at, by } = told;
  await transaction
    .insertInto("told_conditions")
    .values({
      ...{ item_id: null, case_id: null, [thing.column]: thing.id },
      ...{ condition, came_on: on, authority, told_at: at, told_by: by },
    })
    .execute();
  return true;
}

async function toldOf(db: Database, { column, id }: Thing): Promise<readonly ToldCondition[]> {
  const rows = await db
    .selectFrom("told_conditions")
    .select(["condition", "came_on", "authority", "told_at", "told_by"])
    .where(column, "=", id as ItemId & CaseId)
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    ...{ condition: row.condition, on: row.came_on, authority: row.authority },
    ...{ at: utcInstant(row.told_at), by: row.told_by },
  }));
}
