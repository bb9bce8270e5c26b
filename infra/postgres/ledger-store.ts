/** The ledger's leaves, places and heads in PostgreSQL; the fence is a row that every write locks. */
import { type Transaction, sql } from "kysely";
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
import type { Tables } from "./tables.ts";

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

    place: (writer, leaves) => asWriter(db, writer, (tx) => placeNew(tx, writer.origin, leaves)),

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

    publish: (writer, head) => asWriter(db, writer, (tx) => publishHead(tx, writer.origin, head)),

    head: (origin) => firstHead(headsOf(db, origin).orderBy("size", "desc")),

    headCovering: (origin, index) =>
      firstHead(headsOf(db, origin).where("size", ">", index).orderBy("size")),
  };
}

/** Runs `work` in a transaction that holds the fence's row: while it runs nobody else becomes the writer. */
function asWriter<T>(
  db: Database,
  { origin, fence }: LedgerWriter,
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return ask(() =>
    db.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom("ledger_writers")
        .select("fence")
        .where("origin", "=", origin)
        .forUpdate()
        .executeTakeFirst();
      if (row?.fence !== fence) {
        throw new Refusal("conflict", "ledger/fenced", "another process writes this log now");
      }
      return work(tx);
    }),
  );
}

async function placeNew(
  tx: Transaction<Tables>,
  origin: string,
  leaves: readonly string[],
): Promise<readonly LedgerEntry[]> {
  const published = (await newestHead(tx, origin))?.size ?? 0;
  const unpublished = await tx
    .selectFrom("ledger_entries")
    .select(["index", "leaf"])
    .where("origin", "=", origin)
    .where("index", ">=", published)
    .orderBy("index")
    .execute();
  if (leaves.length === 0) return unpublished;
  await refuseBeforeLater(tx, origin);
  const next = published + unpublished.length;
  const { rows: fresh } = await sql<LedgerEntry>`
    INSERT INTO ledger_entries (origin, index, leaf)
    SELECT ${origin}, ${next}::bigint + row_number() OVER (ORDER BY position) - 1, leaf
    FROM unnest(${[...new Set(leaves)]}::text[]) WITH ORDINALITY AS given (leaf, position)
    WHERE NOT EXISTS (SELECT 1 FROM ledger_entries AS standing WHERE standing.leaf = given.leaf)
    RETURNING index, leaf`.execute(tx);
  return [...unpublished, ...fresh.toSorted((one, other) => one.index - other.index)];
}

/** One batch of an agency at a time, so that no later log begins between the look and the places. */
async function refuseBeforeLater(tx: Transaction<Tables>, origin: string): Promise<void> {
  const agency = agencyOf(origin);
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ledger ${agency}`}, 0))`.execute(tx);
  const later = await logsOf(tx, agency).where("origin", ">", origin).limit(1).executeTakeFirst();
  if (later === undefined) return;
  throw new Refusal("conflict", "ledger/later-log", "a log of a later year has begun");
}

/** Logs of `agency` with an entry, the latest year first: their names differ in four digits alone. */
const logsOf = (db: Database | Transaction<Tables>, agency: string) =>
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

async function publishHead(
  tx: Transaction<Tables>,
  origin: string,
  head: LedgerHead,
): Promise<void> {
  const newest = await newestHead(tx, origin);
  if (newest !== undefined && newest.size > head.size) {
    throw new Refusal("conflict", "ledger/head-behind", "a longer head is published");
  }
  if (newest?.size === head.size) {
    if (newest.root_sha256 === head.rootSha256) return;
    throw new Refusal("conflict", "ledger/two-roots", "another root is published for this size", {
      facts: { size: head.size },
    });
  }
  await tx
    .insertInto("ledger_heads")
    .values({
      origin,
      size: head.size,
      root_sha256: head.rootSha256,
      note: head.note,
      signed_at: head.signedAt,
    })
    .execute();
}

const newestHead = (tx: Transaction<Tables>, origin: string) =>
  tx
    .selectFrom("ledger_heads")
    .select(["size", "root_sha256"])
    .where("origin", "=", origin)
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();

const headsOf = (db: Database, origin: string) =>
  db.selectFrom("ledger_heads").selectAll().where("origin", "=", origin);

async function firstHead(query: ReturnType<typeof headsOf>): Promise<LedgerHead | null> {
  const row = await ask(() => query.limit(1).executeTakeFirst());
  if (row === undefined) return null;
  const { size, root_sha256: rootSha256, note, signed_at: signedAt } = row;
  return { size, rootSha256, note, signedAt: utcInstant(signedAt) };
}
