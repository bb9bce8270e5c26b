/** Asks the database for a person: as a role whose rows are only what this person may know of (0105-row-security.sql). */
import { sql } from "kysely";
import { rankOf } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { type Database, ask } from "./connection.ts";

/** Made by migration 0105, once in a cluster. */
export const READER = "holdfast_reader";

/**
 * Runs `query`, which only reads, as what a person may know of; with null the house asks, and sees all. It is for statements that
 * list or open things: what looks for what is hidden must ask by `askAbout`, because here it would find nothing.
 * Refusal: unavailable "postgres/unavailable".
 */
export const askAs = <T>(
  db: Database,
  sight: Sight | null,
  query: (db: Database) => Promise<T>,
): Promise<T> =>
  sight === null ? ask(() => query(db)) : askWith(db, settingsOf(sight, READER), query);

/** Runs `query`, which only reads, as the house, which asks by `sees_item` and the like what a person may know of. */
export const askAbout = <T>(
  db: Database,
  sight: Sight,
  query: (db: Database) => Promise<T>,
): Promise<T> => askWith(db, settingsOf(sight, "none"), query);

/** The same, where time must not tell what was found: all walls are looked at, whatever the first says. */
export const askAlike = <T>(
  db: Database,
  sight: Sight,
  query: (db: Database) => Promise<T>,
): Promise<T> => askWith(db, settingsOf(sight, "none", "yes"), query);

const askWith = <T>(
  db: Database,
  settings: string,
  query: (db: Database) => Promise<T>,
): Promise<T> =>
  ask(() => (db.isTransaction ? within(db, settings, query) : inOneOfItsOwn(db, settings, query)));

/** Begins and becomes the person in one round trip. */
async function inOneOfItsOwn<T>(
  db: Database,
  settings: string,
  query: (db: Database) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql.raw(`BEGIN READ ONLY; ${settings}`).execute(connection);
    try {
      const answer = await query(connection);
      await sql.raw("COMMIT").execute(connection);
      return answer;
    } catch (error) {
      // A connection that is broken ended its transaction too, and the first error says what happened.
      await sql
        .raw("ROLLBACK")
        .execute(connection)
        .catch(() => undefined);
      throw error;
    }
  });
}

/** What goes wrong leaves the transaction unusable, and with it the role. */
async function within<T>(
  db: Database,
  settings: string,
  query: (db: Database) => Promise<T>,
): Promise<T> {
  await sql.raw(settings).execute(db);
  const answer = await query(db);
  await sql.raw("SELECT set_config('role', 'none', true)").execute(db);
  return answer;
}

/** For the rest of a transaction. */
function settingsOf(
  { userId, role, clearance: { state, duties }, today }: Sight,
  as: typeof READER | "none",
  wholly: "yes" | "no" = "no",
): string {
  const settings = {
    ...{ role: as, "holdfast.person": userId, "holdfast.role": role },
    ...{ "holdfast.rank": String(rankOf(state)), "holdfast.duties": `{${duties.join(",")}}` },
    ...{ "holdfast.day": today, "holdfast.wholly": wholly },
  };
  const each = Object.entries(settings).map(
    ([name, value]) => `set_config('${name}', '${value.replaceAll("'", "''")}', true)`,
  );
  return `SELECT ${each.join(", ")}`;
}
