/** What `doctor` looks at in the database: settings that decide whether the record survives a power cut. */
import type { Pool } from "pg";

const SETTINGS = ["fsync", "full_page_writes", "synchronous_commit", "server_encoding"] as const;

export async function databaseSettings(pool: Pool): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name = ANY($1)
     UNION ALL SELECT 'lc_ctype', datctype FROM pg_database WHERE datname = current_database()`,
    [SETTINGS],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

/** How long the oldest original waits for its seal; null if none does. */
export async function oldestUnsealedSeconds(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ seconds: number | null }>(
    `SELECT floor(extract(epoch FROM now() - min(received_at)))::float8 AS seconds
     FROM items WHERE stage IN ('received', 'verified')`,
  );
  return rows[0]?.seconds ?? null;
}
