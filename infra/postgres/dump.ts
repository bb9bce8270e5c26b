/**
 * The whole database into one file, and back, by PostgreSQL's own programs; and what it holds, counted in the same snapshot.
 * Its address goes to them in their environment: arguments are for everybody on the machine to read.
 */
import { join } from "node:path";
import pg from "pg";
import { z } from "zod";
import type { Counted } from "../../services/backup/statement.ts";
import { digestField } from "../../services/kernel/fields.ts";
import { serverPrograms } from "../host/postgres-cluster.ts";
import { runOrThrow } from "../host/run-command.ts";
import { READER } from "./ask-as.ts";

/** Counts what is there, and keeps others' changes out of sight until `work` is done with the snapshot of that name. */
export async function withSnapshot<T>(
  url: string,
  work: (counted: Counted, snapshot: string) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const [named] = z
      .array(z.object({ name: z.string() }))
      .parse((await client.query("SELECT pg_export_snapshot() AS name")).rows);
    return await work(await count(client), named?.name ?? "");
  } finally {
    await client.end();
  }
}

/** What the database at `url` holds now. */
export const countAll = (url: string): Promise<Counted> =>
  withSnapshot(url, (counted) => Promise.resolve(counted));

const Names = z.array(z.object({ name: z.string() }));
const Rows = z.array(z.object({ rows: z.coerce.number().int() }));
const Heads = z.array(
  z.object({ origin: z.string(), size: z.coerce.number().int(), rootSha256: digestField }),
);

async function count(client: pg.Client): Promise<Counted> {
  const tables: Record<string, number> = {};
  const { rows: names } = await client.query(
    `SELECT relname AS name FROM pg_class
      WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  for (const { name } of Names.parse(names)) {
    const { rows } = await client.query(
      `SELECT count(*) AS rows FROM public.${client.escapeIdentifier(name)}`,
    );
    tables[name] = Rows.parse(rows)[0]?.rows ?? 0;
  }
  const { rows: heads } = await client.query(
    `SELECT DISTINCT ON (origin) origin, size, root_sha256 AS "rootSha256"
       FROM public.ledger_heads ORDER BY origin, size DESC`,
  );
  const { rows: migrations } = await client.query(
    "SELECT name FROM public.migrations ORDER BY name",
  );
  return {
    ...{ tables, heads: Heads.parse(heads) },
    migrations: Names.parse(migrations).map(({ name }) => name),
  };
}

/** @throws Error with the program's last lines. What lies in `file` then is no dump. */
export async function dumpDatabase(url: string, snapshot: string, file: string): Promise<void> {
  // PostgreSQL 15 knows gzip alone.
  const form = ["--format=custom", "--compress=1", "--no-owner"];
  await runOrThrow(
    join(await serverPrograms(), "pg_dump"),
    [...form, `--snapshot=${snapshot}`, `--file=${file}`],
    { env: addressOf(url) },
  );
}

/** Into an empty database of a cluster that is the caller's own. @throws Error at the first statement that fails. */
export async function restoreDatabase(url: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // A role is the cluster's, and in no dump of a database.
    await client.query(`CREATE ROLE ${READER} NOLOGIN`);
    await client.query(`GRANT ${READER} TO CURRENT_USER`);
  } finally {
    await client.end();
  }
  const { PGDATABASE = "" } = addressOf(url);
  await runOrThrow(
    join(await serverPrograms(), "pg_restore"),
    ["--exit-on-error", "--no-owner", "--jobs=2", `--dbname=${PGDATABASE}`, file],
    { env: addressOf(url) },
  );
}

function addressOf(url: string): Record<string, string> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: url });
  return {
    ...{ PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8", PGCONNECT_TIMEOUT: "5" },
    ...{ PGHOST: host, PGPORT: String(port), PGDATABASE: database ?? "" },
    ...(user === undefined ? {} : { PGUSER: user }),
    ...(typeof password === "string" ? { PGPASSWORD: password } : {}),
  };
}
