/** SavedSearchStore on PostgreSQL. */
import { sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { SavedSearchId } from "../../services/kernel/ids.ts";
import { noSuchSearch, tooManySearches } from "../../services/search/no-such-search.ts";
import {
  MOST_SAVED,
  type SavedSearch,
  type SavedSearchStore,
} from "../../services/search/saved-search.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";

interface Row {
  readonly id: SavedSearchId;
  readonly name: string;
  readonly question: Readonly<Record<string, string>>;
  readonly saved_at: Date;
}
const searchOf = ({ id, name, question, saved_at }: Row): SavedSearch => ({
  ...{ id, name, question, savedAt: utcInstant(saved_at) },
});

export const createSavedSearchStore = (db: Database): SavedSearchStore => ({
  saved: async (sight) => {
    const { rows } = await askAs(db, sight, (as) =>
      sql<Row>`SELECT id, name, question, saved_at FROM saved_searches
        WHERE user_id = ${sight.userId} ORDER BY name, id`.execute(as),
    );
    return rows.map(searchOf);
  },

  save: ({ userId }, { id, name, question, savedAt }) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        // Of two at once, the other one counts this one.
        await sql`SELECT FROM users WHERE id = ${userId} FOR NO KEY UPDATE`.execute(transaction);
        const { rows: others } = await sql<{ count: number }>`
          SELECT count(*)::int AS count FROM saved_searches WHERE user_id = ${userId} AND name <> ${name}`.execute(
          transaction,
        );
        if ((others[0]?.count ?? 0) >= MOST_SAVED) throw tooManySearches();
        const { rows } = await sql<Row>`
          INSERT INTO saved_searches (id, user_id, name, question, saved_at)
          VALUES (${id}, ${userId}, ${name}, ${JSON.stringify(question)}::jsonb, ${savedAt})
          ON CONFLICT (user_id, name) DO UPDATE SET question = excluded.question, saved_at = excluded.saved_at
          RETURNING id, name, question, saved_at`.execute(transaction);
        const [row] = rows;
        if (row === undefined) throw new Error("broken invariant: what was saved is there");
        return searchOf(row);
      }),
    ),

  forget: async ({ userId }, id) => {
    const { numAffectedRows } = await ask(() =>
      sql`DELETE FROM saved_searches WHERE id = ${id} AND user_id = ${userId}`.execute(db),
    );
    if (numAffectedRows !== 1n) throw noSuchSearch();
  },
});
