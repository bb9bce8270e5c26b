/** Brings the database to the newest schema: plain SQL files, each once, in order, in one transaction each. */
import { readFile, readdir } from "node:fs/promises";
import type { Pool } from "pg";

const FOLDER = new URL("./migrations/", import.meta.url);
/** Any number that no other advisory lock here uses: two processes must not migrate at once. */
const LOCK = 4_853_911;

/** Applies what is missing and answers the names of the files that were applied. */
export async function migrate(pool: Pool): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(
      "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())",
    );
    const done = await client.query<{ name: string }>("SELECT name FROM migrations");
    const known = new Set(done.rows.map((row) => row.name));
    const missing = (await readdir(FOLDER)).filter((name) => !known.has(name)).sort();
    for (const name of missing) {
      const sql = await readFile(new URL(name, FOLDER), "utf8");
      await client.query("BEGIN");
      try {
        await client.query(sql);
        await client.query("INSERT INTO migrations (name) VALUES ($1)", [name]);
        await client.query("COMMIT");
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      }
    }
    return missing;
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [LOCK]);
    client.release();
  }
}

/** Names of migrations that this database lacks; a process that finds one must not start on it. */
export async function missingMigrations(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ known: boolean }>(
    "SELECT to_regclass('migrations') IS NOT NULL AS known",
  );
  const done =
    rows[0]?.known === true
      ? (await pool.query<{ name: string }>("SELECT name FROM migrations")).rows
      : [];
  const names = new Set(done.map(({ name }) => name));
  return (await readdir(FOLDER)).filter((name) => !names.has(name)).sort();
}
