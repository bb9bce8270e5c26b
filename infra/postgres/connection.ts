/** The pool of connections to PostgreSQL, and how its errors become refusals. */
import pg from "pg";
import { Kysely, PostgresDialect } from "kysely";
import { z } from "zod";
import { Refusal } from "../../services/kernel/refusal.ts";
import { toldQuery } from "../process/spans.ts";
import type { Tables } from "./tables.ts";

export const PostgresConfig = z.object({
  HOLDFAST_DATABASE_URL: z
    .string()
    .min(1)
    .describe("PostgreSQL connection string, e.g. postgresql:///holdfast?host=/run/postgresql"),
  HOLDFAST_DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(16)
    .describe("Most connections one process holds"),
});

export type Database = Kysely<Tables>;

export interface Connection {
  readonly pool: pg.Pool;
  readonly db: Database;
}

/** bigint columns (offsets, sizes, positions) fit a JavaScript integer: beyond 2^53 - 1 is a bug. */
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error("broken invariant: a bigint fits 2^53 - 1");
  return value;
});

/** A date is a calendar day and no instant: the driver would make it midnight in the machine's zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Our questions are answered in milliseconds, but some are long and rated dear: compiling one to machine code first took
 * PostgreSQL 4 s. In the first message, so that it costs no round trip; an address with `options` of its own goes by those.
 */
const NO_JIT = "-c jit=off";

export function connect(config: z.infer<typeof PostgresConfig>): Connection {
  const pool = new pg.Pool({
    connectionString: config.HOLDFAST_DATABASE_URL,
    max: config.HOLDFAST_DATABASE_POOL,
    connectionTimeoutMillis: 5_000,
    options: NO_JIT,
  });
  // A connection that breaks while nothing is asked of it. The pool hears of it only while the connection is
  // idle; one that is lent out (between two statements of a transaction) would end the process. The next
  // query on it says what is wrong, and the pool opens another.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ level, query, queryDurationMillis }) =>
      toldQuery(query.sql, queryDurationMillis, level === "error"),
  });
  return { pool, db };
}

/** SQLSTATE classes that mean "not now": connection lost, shutting down, out of resources, deadlock. */
const NOT_NOW = /^(08|53|57P|40001|40P01)/;

/** Runs `query`; a database that cannot answer becomes Refusal unavailable "postgres/unavailable". */
export async function ask<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const connection = /^E(CONN|PIPE|TIMEDOUT|NOENT)|terminated|timeout exceeded/i;
    if (NOT_NOW.test(code) || connection.test(code) || connection.test(String(cause))) {
      throw new Refusal("unavailable", "postgres/unavailable", "the database does not answer", {
        fix: "Try again in a moment; `holdfast doctor` tells what is wrong with the database.",
        cause,
      });
    }
    throw cause;
  }
}
