/** What helps who is asked why the database is slow or full: sizes, rows and dead rows by table, and what waits; no text of a query. */
import type { Pool } from "pg";

export interface DatabaseFacts {
  readonly version: string;
  readonly bytes: number;
  /** Names of the migrations that were applied. */
  readonly migrations: readonly string[];
  /** The largest first. */
  readonly tables: readonly {
    readonly name: string;
    readonly bytes: number;
    /** Estimates of PostgreSQL itself. */
    readonly rows: number;
    readonly deadRows: number;
    readonly vacuumedAt: string | null;
  }[];
  readonly connections: number;
  readonly waitingForLocks: number;
  readonly longestQuerySeconds: number;
  readonly settings: Readonly<Record<string, string>>;
}

const SETTINGS = [
  ...["shared_buffers", "work_mem", "maintenance_work_mem", "max_connections", "fsync"],
  ...["synchronous_commit", "full_page_writes", "wal_level", "max_wal_size", "autovacuum"],
];

export async function databaseFacts(pool: Pool): Promise<DatabaseFacts> {
  const { rows: whole } = await pool.query<
    Omit<DatabaseFacts, "migrations" | "tables" | "settings">
  >(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database())::float8 AS bytes,
            count(*)::int AS connections,
            count(*) FILTER (WHERE wait_event_type = 'Lock')::int AS "waitingForLocks",
            coalesce(max(extract(epoch FROM now() - query_start)) FILTER (WHERE state = 'active' AND pid <> pg_backend_pid()), 0)::float8
              AS "longestQuerySeconds"
       FROM pg_stat_activity WHERE datname = current_database()`,
  );
  const [facts] = whole;
  if (facts === undefined) throw new Error("broken invariant: counts are one row");
  const { rows: migrations } = await pool.query<{ name: string }>(
    "SELECT name FROM migrations ORDER BY name",
  );
  const { rows: tables } = await pool.query<DatabaseFacts["tables"][number]>(
    `SELECT relname AS name, pg_total_relation_size(relid)::float8 AS bytes, n_live_tup::float8 AS rows,
            n_dead_tup::float8 AS "deadRows", greatest(last_vacuum, last_autovacuum)::text AS "vacuumedAt"
       FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) DESC, relname`,
  );
  const { rows: settings } = await pool.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY name",
    [SETTINGS],
  );
  return {
    ...facts,
    migrations: migrations.map(({ name }) => name),
    tables,
    settings: Object.fromEntries(settings.map(({ name, setting }) => [name, setting])),
  };
}
