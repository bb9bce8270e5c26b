/** Behind the walls in each statement PostgreSQL itself shows a person only what that person may know of. */
import { sql } from "kysely";
import pg from "pg";
import { expect, test } from "vitest";
import { READER, askAs } from "../../infra/postgres/ask-as.ts";
import { type Database, connect } from "../../infra/postgres/connection.ts";
import { createLegalReviewStore } from "../../infra/postgres/legal-review-store.ts";
import { migrate } from "../../infra/postgres/migrate.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { OPEN } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { inEveryRole } from "../fixtures/every-role.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { receivedItem } from "../fixtures/evidence.ts";
import { databaseAt } from "../fixtures/migrated-cluster.ts";
import { privateCluster } from "../fixtures/private-servers.ts";
import { addDevice, addItem } from "../fixtures/rows.ts";
import { type Built, TODAY } from "../fixtures/secrecy-world.ts";

const ADMIN: Sight = { userId: newId<UserId>(), role: "admin", clearance: OPEN, today: TODAY };

/** Without any wall of ours. */
const bare = async (db: Database, statement: string): Promise<readonly string[]> => {
  const { rows } = await sql.raw<{ id: string }>(statement).execute(db);
  return rows.map(({ id }) => id).toSorted();
};

test("for every role, clearance, label, assignment and grant: without a wall in the statement the same is hidden", async () => {
  const { db } = await emptiedDatabase();
  const secrecy = new PostgresSecrecyStore(db);
  await inEveryRole(db, 50, async (person, built) => {
    const sight = await secrecy.sight(person, TODAY);
    const all = Object.values(built).flat();
    const hidden = await secrecy.hidden(sight, all);
    await compare(db, sight, built, hidden);
    return { yes: all.length - hidden.size, no: hidden.size };
  });
}, 60_000);

/** Throws where the rows that are shown are not those of `built` that are not `hidden`. */
async function compare(
  db: Database,
  sight: Sight,
  { itemIds, caseIds, packageIds, sessionIds, holdIds }: Built,
  hidden: ReadonlySet<string>,
): Promise<void> {
  const asked = (statement: string) => askAs(db, sight, (as) => bare(as, statement));
  const known = (ids: readonly string[]) => ids.filter((id) => !hidden.has(id)).toSorted();
  expect(await asked("SELECT id FROM items")).toEqual(known(itemIds));
  expect(await asked("SELECT id FROM cases")).toEqual(known(caseIds));
  expect(await asked("SELECT id FROM packages")).toEqual(known(packageIds));
  expect(await asked("SELECT id FROM recording_sessions")).toEqual(known(sessionIds));
  expect(await asked("SELECT id FROM holds")).toEqual(known(holdIds));
  const both = (of: string, on: string, table: string) =>
    bare(db, `SELECT ${of} || ' ' || ${on} AS id FROM ${table}`);
  const pairs = async (
    of: string,
    on: string,
    table: string,
    isSeen: (pair: string[]) => boolean,
  ) =>
    expect(await asked(`SELECT ${of} || ' ' || ${on} AS id FROM ${table}`), table).toEqual(
      (await both(of, on, table)).filter((pair) => isSeen(pair.split(" "))),
    );
  const everyKnown = (ids: string[]) => ids.every((id) => !hidden.has(id));
  const firstKnown = ([id = ""]: string[]) => !hidden.has(id);
  await pairs("item_id", "case_id", "case_links", everyKnown);
  await pairs("item_id", "session_id", "session_items", firstKnown);
  await pairs("item_id", "hold_id", "held_items", firstKnown);
  await pairs("item_id", "index", "custody_events", firstKnown);
  // Each names the session of its case; an opinion is as secret as what it is on.
  const told = caseIds.flatMap((id, at) => (everyKnown([id, sessionIds[at] ?? ""]) ? [id] : []));
  expect(await asked("SELECT case_id AS id FROM case_documents")).toEqual(told.toSorted());
  expect(await asked("SELECT case_id AS id FROM legal_reviews WHERE kind = 'opinion'")).toEqual(
    told.toSorted(),
  );
  // What a unit signed is as secret as the round that it signed; the wall of the store says the same.
  expect(await asked("SELECT case_id AS id FROM unit_signatures")).toEqual(told.toSorted());
  const store = createLegalReviewStore(db);
  const signed = await Promise.all(caseIds.map((id) => store.unitSignatures(id, sight)));
  expect(signed.flat().map(({ caseId }) => caseId)).toEqual(told);
}

test("what is about an item or a case is walled too, or it is known why not", async () => {
  const { db } = await emptiedDatabase();
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT c.relrowsecurity
       AND a.attname IN ('item_id', 'item_ids', 'case_id', 'session_id', 'session_ids', 'filename', 'title')
     ORDER BY 1`.execute(db);
  expect(rows.map(({ name }) => name)).toEqual(NOT_WALLED);
});

/** Of ids and digests alone, of the house's own work, or read by its decisions, which must see what is hidden. */
const NOT_WALLED = [
  ...[
    "access_grant_items",
    "access_grants",
    "case_people",
    "derived_from",
    "fixity_findings",
    "fixity_targets",
  ],
  ...["hold_marks", "item_keys", "ledger_records", "receipts", "refusal_counts"],
  ...["retention_marks", "seals", "secrecy_labels", "session_case_marks"],
  ...["spot_check_papers", "step_runs"],
];

test("who asks nothing sees nothing; and nobody who reads for a person reads a secret or writes", async () => {
  const { db } = await emptiedDatabase();
  await addItem(db, receivedItem({ deviceId: await addDevice(db) }));
  const asNobody = (statement: string) =>
    db.transaction().execute(async (transaction) => {
      await sql.raw(`SET LOCAL ROLE ${READER}`).execute(transaction);
      return bare(transaction, statement);
    });
  expect(await asNobody("SELECT id FROM items")).toEqual([]);
  expect(await bare(db, "SELECT id FROM items")).toHaveLength(1);
  for (const secret of [
    ...["SELECT password_hash FROM users", "SELECT token_sha256 FROM devices"],
    ...["SELECT * FROM sessions", "SELECT * FROM api_tokens", "SELECT * FROM item_keys"],
    ...["SELECT * FROM sign_ons", "SELECT * FROM enrolment_codes", "SELECT * FROM login_failures"],
    ...[
      "DELETE FROM items",
      "UPDATE cases SET title = ''",
      "SELECT set_config('x.y', '', false) FROM sessions",
    ],
  ]) {
    await expect(
      askAs(db, ADMIN, (as) => sql.raw(secret).execute(as)),
      secret,
    ).rejects.toThrow(/permission denied|read-only transaction/);
  }
});

test("a connection is the house's again after each question, also one that failed", async () => {
  const { db } = await emptiedDatabase();
  const who = async (as: Database) =>
    (await sql<{ id: string }>`SELECT current_user AS id`.execute(as)).rows[0]?.id;
  const house = await who(db);
  expect(await askAs(db, ADMIN, who)).toBe(READER);
  expect(await askAs(db, null, who)).toBe(house);
  await db.connection().execute(async (one) => {
    expect(await askAs(one, ADMIN, who)).toBe(READER);
    await expect(askAs(one, ADMIN, (as) => bare(as, "SELECT 1/0 AS id"))).rejects.toThrow("zero");
    expect(await who(one)).toBe(house);
    const [left] = await bare(
      one,
      "SELECT coalesce(current_setting('holdfast.person', true), '') AS id",
    );
    expect(left).toBe("");
  });
  await db.transaction().execute(async (transaction) => {
    expect(await askAs(transaction, ADMIN, who)).toBe(READER);
    expect(await who(transaction)).toBe(house);
  });
});

test("an owner who may not make roles is told what a superuser types, and goes on after it", async () => {
  const { url } = await privateCluster();
  const main = new pg.Client({ connectionString: url });
  await main.connect();
  await main.query("CREATE ROLE plain LOGIN PASSWORD 'p'");
  await main.query("CREATE DATABASE plain OWNER plain");
  const own = new URL(databaseAt(url, "plain"));
  [own.username, own.password] = ["plain", "p"];
  const { pool, db } = connect({ HOLDFAST_DATABASE_URL: own.href, HOLDFAST_DATABASE_POOL: 2 });
  try {
    const refused = await migrate(pool).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      message: expect.stringContaining(READER) as string,
      hint: expect.stringContaining(`GRANT ${READER} TO plain`) as string,
    });
    await main.query(`GRANT ${READER} TO plain`);
    expect(await migrate(pool)).toContain("0105-row-security.sql");
    expect(await askAs(db, ADMIN, (as) => bare(as, "SELECT id FROM items"))).toEqual([]);
  } finally {
    await db.destroy();
    await main.query("DROP DATABASE plain WITH (FORCE)");
    await main.query("DROP ROLE plain");
    await main.end();
  }
});
