/** PublicityStore on PostgreSQL: the key of a row is its place, so of two who tell at once one does. */
import type { Selectable } from "kysely";
import type { Actor } from "../../services/kernel/actor.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { PublicityEntry } from "../../services/reports/publicity.ts";
import type { PublicityStore } from "../../services/reports/publicity-store.ts";
import { publicityChanged } from "../../services/reports/tell-publicity.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";

export function createPublicityStore(db: Database): PublicityStore {
  return {
    async entries(caseId) {
      const query = db
        .selectFrom("case_publicity")
        .selectAll()
        .where("case_id", "=", caseId)
        .orderBy("index");
      return (await ask(() => query.execute())).map(publicityEntryOf);
    },

    async add(caseId, { index, act, on, place, reason, mistake, enteredAt, enteredBy }, action) {
      const row = {
        ...{ case_id: caseId, index, act, on_day: on, place, reason, mistake },
        ...{ entered_at: enteredAt, entered_by: enteredBy },
      };
      try {
        await ask(() =>
          db.transaction().execute(async (transaction) => {
            await transaction.insertInto("case_publicity").values(row).execute();
            await appendAction(transaction, action);
          }),
        );
      } catch (cause) {
        throw isUniqueViolation(cause) ? publicityChanged() : cause;
      }
    },
  };
}

export const publicityEntryOf = (row: Selectable<Tables["case_publicity"]>): PublicityEntry => ({
  ...{ index: row.index, act: row.act, on: row.on_day, place: row.place, reason: row.reason },
  ...{ mistake: row.mistake, enteredAt: utcInstant(row.entered_at) },
  enteredBy: row.entered_by as Actor,
});
