/** The ledger's store on a real PostgreSQL, and what it reads there for a batch. */
import { expect, it } from "vitest";
import { createLedgerStore } from "../../infra/postgres/ledger-store.ts";
import { ledgerStoreContract } from "../contract/ledger-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { freshDatabase } from "../fixtures/private-servers.ts";

ledgerStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { store: createLedgerStore(db), close: async () => undefined };
});

it("reads no more of a long log for a batch than of a short one, also where statistics are of its first entry", async () => {
  const database = await freshDatabase();
  const client = await database.connection.pool.connect();
  const place = async (count: number): Promise<number> => {
    const leaves = Array.from({ length: count }, (_each, at) => `new ${count} ${at}\n`);
    await client.query("BEGIN");
    await client.query("SELECT FROM ledger_place('haikou/2026', 1, 'haikou', $1)", [leaves]);
    const { rows } = await client.query<{ seen: number }>(
      "SELECT seq_tup_read + idx_tup_fetch AS seen FROM pg_stat_xact_user_tables WHERE relname = 'ledger_entries'",
    );
    await client.query("COMMIT");
    return rows[0]?.seen ?? NaN;
  };
  try {
    await client.query("INSERT INTO ledger_writers (origin, fence) VALUES ('haikou/2026', 1)");
    await place(1);
    await client.query("ANALYZE ledger_entries");
    // More often than PostgreSQL makes a plan anew for each call (plan_cache_mode).
    for (let turn = 0; turn < 6; turn += 1) await place(1);
    await client.query(
      "INSERT INTO ledger_entries SELECT 'haikou/2026', n, 'old ' || n FROM generate_series(1, 20000) n",
    );
    await client.query(
      "INSERT INTO ledger_heads VALUES ('haikou/2026', 20001, repeat('0', 64), 'a note', now())",
    );
    expect(await place(64)).toBeLessThan(1_000);
  } finally {
    client.release();
    await database.drop();
  }
});
