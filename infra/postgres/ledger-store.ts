/** The ledger's leaves, places and heads in PostgreSQL; the fence is a row that every write locks (migration 0072). */
import { sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { agencyOf } from "../../services/ledger/checkpoint.ts";
import type {
  LedgerEntry,
  LedgerHead,
  LedgerStore,
  LedgerWriter,
} from "../../services/ledger/ledger-store.ts";
import { type Database, ask } from "./connection.ts";

export function createLedgerStore(db: Database): LedgerStore {
  return {
    async locate(leaf) {
      const row = await ask(() =>
        db
          .selectFrom("ledger_entries")
          .select(["origin", "index"])
          .where("leaf", "=", leaf)
          .executeTakeFirst(),
      );
      return row ?? null;
    },

    // The expression is the one of the index (migration 0154).
    about: (digest, limit) =>
      ask(() =>
        db
          .selectFrom("ledger_entries")
          .select(["origin", "index", "leaf"])
          .where(sql<boolean>`substring(leaf FROM 'sha256 ([0-9a-f]{64})') = ${digest}`)
          .orderBy("origin")
          .orderBy("index")
          .limit(limit)
          .execute(),
      ),

    async newestLog(agency) {
      return (await ask(() => logsOf(db, agency).limit(1).executeTakeFirst()))?.origin ?? null;
    },

    async acquire(origin) {
      const row = await ask(() =>
        db
          .insertInto("ledger_writers")
          .values({ origin, fence: 1 })
          .onConflict((on) =>
            on.column("origin").doUpdateSet({ fence: sql`ledger_writers.fence + 1` }),
          )
          .returning("fence")
          .executeTakeFirstOrThrow(),
      );
      return { origin, fence: row.fence };
    },

    place: (writer, leaves) => ask(() => placeNew(db, writer, leaves)),

    takeUp: (writer, first, leaves) => ask(() => takeUp(db, writer, first, leaves)),

    entries: (origin, first, last) =>
      ask(() =>
        db
          .selectFrom("ledger_entries")
          .select(["index", "leaf"])
          .where("origin", "=", origin)
          .where("index", ">=", first)
          .where("index", "<=", last)
          .orderBy("index")
          .execute(),
      ),

    publish: (writer, head) => ask(() => publishHead(db, writer, head)),

    head: (origin) => firstHead(headsOf(db, origin).orderBy("size", "desc")),

    headCovering: (origin, index) =>
      firstHead(headsOf(db, origin).where("size", ">", index).orderBy("size")),
  };
}

/** All in one statement, as `ledger_place` says: a batch waits for one answer, and for one commit. */
async function placeNew(
  db: Database,
  { origin, fence }: LedgerWriter,
  leaves: readonly string[],
): Promise<readonly LedgerEntry[]> {
  const { rows } = await sql<LedgerEntry & { readonly refused: Refused | null }>`
    SELECT refused, index, leaf
    FROM ledger_place(${origin}, ${fence}, ${agencyOf(origin)}, ${[...new Set(leaves)]})`.execute(
    db,
  );
  requireDone(rows[0]?.refused ?? null);
  return rows.map(({ index, leaf }) => ({ index, leaf }));
}

/** As `ledger_take_up` says (migration 0164). */
async function takeUp(
  db: Database,
  { origin, fence }: LedgerWriter,
  first: number,
  leaves: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ readonly refused: Refused | null }>`
    SELECT ledger_take_up(${origin}, ${fence}, ${first}, ${leaves}) AS refused`.execute(db);
  requireDone(rows[0]?.refused ?? null);
}

async function publishHead(
  db: Database,
  { origin, fence }: LedgerWriter,
  { size, rootSha256, note, signedAt }: LedgerHead,
): Promise<void> {
  const { rows } = await sql<{ readonly refused: Refused | null }>`
    SELECT ledger_publish(${origin}, ${fence}, ${size}, ${rootSha256}, ${note}, ${signedAt}) AS refused`.execute(
    db,
  );
  requireDone(rows[0]?.refused ?? null, { size });
}

const REFUSED = {
  fenced: ["ledger/fenced", "another process writes this log now"],
  "later-log": ["ledger/later-log", "a log of a later year has begun"],
  "head-behind": ["ledger/head-behind", "a longer head is published"],
  "two-places": ["ledger/two-places", "an entry of this log stands in another one"],
  "two-roots": ["ledger/two-roots", "another root is published for this size"],
} as const;
type Refused = keyof typeof REFUSED;

/** What the statements of migrations 0072 and 0164 answer where they did nothing. */
function requireDone(refused: Refused | null, facts: Readonly<Record<string, number>> = {}): void {
  if (refused === null) return;
  const [code, text] = REFUSED[refused];
  throw new Refusal("conflict", code, text, { facts });
}

/** Logs of `agency` with an entry, the latest year first: their names differ in four digits alone. */
const logsOf = (db: Database, agency: string) =>
  db
    .selectFrom("ledger_writers as log")
    .select("origin")
    .where(sql<string>`split_part(log.origin, '/', 1)`, "=", agency)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("ledger_entries as entry")
          .select("entry.index")
          .whereRef("entry.origin", "=", "log.origin"),
      ),
    )
    .orderBy("origin", "desc");

const headsOf = (db: Database, origin: string) =>
  db.selectFrom("ledger_heads").selectAll().where("origin", "=", origin);

async function firstHead(query: ReturnType<typeof headsOf>): Promise<LedgerHead | null> {
  const row = await ask(() => query.limit(1).executeTakeFirst());
  if (row === undefined) return null;
  const { size, root_sha256: rootSha256, note, signed_at: signedAt } = row;
  return { size, rootSha256, note, signedAt: utcInstant(signedAt) };
}
