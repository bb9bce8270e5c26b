/** PutAwayStore on PostgreSQL. */
import { sql } from "kysely";
import { PANELS, type PutAwayStore } from "../../services/review/put-away-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";

export const createPutAwayStore = (db: Database): PutAwayStore => ({
  putAway: async (sight) => {
    const { rows } = await askAs(db, sight, (as) =>
      sql<{ panel: string }>`SELECT panel FROM put_away WHERE user_id = ${sight.userId}`.execute(
        as,
      ),
    );
    const kept = new Set(rows.map(({ panel }) => panel));
    return PANELS.filter((panel) => kept.has(panel));
  },

  set: async ({ userId }, panel, isAway) => {
    await ask(() =>
      (isAway
        ? sql`INSERT INTO put_away (user_id, panel) VALUES (${userId}, ${panel}) ON CONFLICT DO NOTHING`
        : sql`DELETE FROM put_away WHERE user_id = ${userId} AND panel = ${panel}`
      ).execute(db),
    );
  },
});
