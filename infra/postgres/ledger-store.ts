/** The ledger's leaves, places and heads in PostgreSQL; the fence is a row that every write locks. */
import { type Transaction, sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
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
    async enqueue(leaf) {
      // Between this look and a writer's move the leaf may come to stand; `place` then drops it.
      await ask(() =>
        sql`INSERT INTO ledger_waiting (leaf)
            SELECT ${leaf} WHERE NOT EXISTS (SELECT 1 FROM ledger_entries WHERE leaf = ${leaf})
            ON CONFLICT (leaf) DO NOTHING`.execute(db),
      );
    },

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

    place: (writer, limit) => asWriter(db, writer, (tx) => placeWaiting(tx, writer.origin, limit)),

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

async function placeWaiting(
  tx: Transaction<Tables>,
  origin: string,
  limit: number,
): Promise<readonly LedgerEntry[]> {
  const newest = await newestHead(tx, origin);
  const published = newest?.size ?? 0;
  const unpublished = await tx
    .selectFrom("ledger_entries")
    .select(["index", "leaf"])
    .where("origin", "=", origin)
    .where("index", ">=", published)
    .orderBy("index")
    .execute();
  const room = limit - unpublished.length;
  if (room <= 0) return unpublished;
  const waiting = await tx
    .selectFrom("ledger_waiting")
    .select(["position", "leaf"])
    .orderBy("position")
    .limit(room)
    .forUpdate()
    .execute();
  if (waiting.length === 0) return unpublished;
  const leaves = waiting.map(({ leaf }) => leaf);
  const standing = await tx
    .selectFrom("ledger_entries")
    .select("leaf")
    .where("leaf", "in", leaves)
    .execute();
  const known = new Set(standing.map(({ leaf }) => leaf));
  const next = published + unpublished.length;
  const fresh = leaves
    .filter((leaf) => !known.has(leaf))
    .map((leaf, at) => ({ index: next + at, leaf }));
  if (fresh.length > 0) {
    const rows = fresh.map((entry) => ({ origin, ...entry }));
    await tx.insertInto("ledger_entries").values(rows).execute();
  }
  const positions = waiting.map(({ position }) => position);
  await tx.deleteFrom("ledger_waiting").where("position", "in", positions).execute();
  return [...unpublished, ...fresh];
}

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
