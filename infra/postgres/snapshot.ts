/** What a database holds, counted in a snapshot that pg_dump can be told to save; and its address for PostgreSQL's own programs. */
import pg from "pg";
import { z } from "zod";
import type { Counted } from "../../services/backup/statement.ts";
import { digestField } from "../../services/kernel/fields.ts";
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

/** The role that the database's grants name: it is the cluster's, and in no dump of a database. */
export async function createReader(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE ROLE ${READER} NOLOGIN`);
    await client.query(`GRANT ${READER} TO CURRENT_USER`);
  } finally {
    await client.end();
  }
}

/** For the environment of a program: arguments are for everybody on the machine to read. */
export function addressOf(url: string): Readonly<Record<string, string>> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: url });
  return {
    ...{ PGHOST: host, PGPORT: String(port), PGDATABASE: database ?? "" },
    ...(user === undefined ? {} : { PGUSER: user }),
    ...(typeof password === "string" ? { PGPASSWORD: password } : {}),
  };
}
