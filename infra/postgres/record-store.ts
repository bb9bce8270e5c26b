/** RecordStore on PostgreSQL. Salts and batches are kept before anything of them is entered. */
import { randomBytes } from "node:crypto";
import { type Transaction, sql } from "kysely";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { type Sha256, parseSha256 } from "../../services/kernel/digest.ts";
import { type ItemId, type PackageId, parseId } from "../../services/kernel/ids.ts";
import type {
  BatchKind,
  DueRecord,
  RecordPlace,
  RecordStore,
} from "../../services/ledger/record-store.ts";
import type { CustodyKind } from "../../services/evidence/custody-event.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";

const SALT_BYTES = 32;

export function createRecordStore(db: Database): RecordStore {
  return {
    async due(limit) {
      const links = await dueLinks(db, limit);
      return [...links, ...(await dueActions(db, limit))]
        .sort((a, b) => a.id - b.id)
        .slice(0, limit);
    },

    async entered(id, leaf) {
      const update = db.updateTable("ledger_records").set({ leaf }).where("id", "=", id);
      await ask(() => update.execute());
    },

    closeBatch: (kind, until, limit, leafOf) =>
      ask(() =>
        db.transaction().execute(async (transaction) => {
          const waiting = await lockWaiting(transaction, kind, until, limit);
          if (waiting.length === 0) return false;
          await fillBatch(transaction, kind, waiting, leafOf(waiting.map(({ sha256 }) => sha256)));
          return true;
        }),
      ),

    openBatches: (limit) =>
      ask(() =>
        db
          .selectFrom("ledger_batches")
          .select(["id", "leaf"])
          .where("is_entered", "=", false)
          .orderBy("id")
          .limit(limit)
          .execute(),
      ),

    async batchEntered(id) {
      const update = db
        .updateTable("ledger_batches")
        .set({ is_entered: true })
        .where("id", "=", id);
      await ask(() => update.execute());
    },

    placeOf: (itemId, index) => placeOf(db, itemId, index),

    async leaves(itemId, first, last) {
      const query = db
        .selectFrom("ledger_records as r")
        .leftJoin("ledger_batches as b", (on) =>
          on.onRef("b.id", "=", "r.batch_id").on("b.is_entered", "=", true),
        )
        .select(["r.index", sql<string | null>`coalesce(r.leaf, b.leaf)`.as("leaf")])
        .where("r.item_id", itemId === null ? "is" : "=", itemId)
        .where("r.index", ">=", first)
        .where("r.index", "<=", last)
        // Of an action that is told twice, alone and with its hour, what is read last counts: alone, if it stands.
        .orderBy(sql`coalesce(r.leaf, b.leaf) IS NOT NULL, r.leaf IS NOT NULL`);
      const rows = await ask(() => query.execute());
      return new Map(rows.map(({ index, leaf }) => [index, leaf]));
    },
  };
}

interface Waiting {
  readonly id: number;
  readonly sha256: Sha256;
}

/** Of two custody processes the later one waits, and finds what the first left. */
async function lockWaiting(
  transaction: Transaction<Tables>,
  kind: BatchKind,
  until: UtcInstant,
  limit: number,
): Promise<readonly Waiting[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('ledger batches', 0))`.execute(
    transaction,
  );
  return transaction
    .selectFrom("ledger_records")
    .select(["id", "sha256"])
    .where("kind", "=", kind)
    .where("batch_id", "is", null)
    .where("leaf", "is", null)
    .where("at", "<", sql<Date>`${until}::timestamptz`)
    .orderBy("id")
    .limit(limit)
    .execute();
}

async function fillBatch(
  transaction: Transaction<Tables>,
  kind: BatchKind,
  waiting: readonly Waiting[],
  leaf: string,
): Promise<void> {
  const batch = await transaction
    .insertInto("ledger_batches")
    .values({ kind, leaf })
    .returning("id")
    .executeTakeFirstOrThrow();
  const ids = waiting.map(({ id }) => id);
  await sql`UPDATE ledger_records r SET batch_id = ${batch.id}, place = n.place - 1
    FROM unnest(${ids}::bigint[]) WITH ORDINALITY AS n (id, place) WHERE r.id = n.id`.execute(
    transaction,
  );
}

async function placeOf(
  db: Database,
  itemId: ItemId | null,
  index: number,
): Promise<RecordPlace | null> {
  const row = await ask(() =>
    db
      .selectFrom("ledger_records as r")
      .leftJoin("ledger_batches as b", "b.id", "r.batch_id")
      .select(["r.salt", "r.leaf", "r.place", "r.batch_id", "b.leaf as batch_leaf"])
      .where("r.item_id", itemId === null ? "is" : "=", itemId)
      .where("r.index", "=", index)
      .where("b.is_entered", "is not", false)
      // Told alone before told with its hour: that stands at once.
      .orderBy(sql`r.leaf IS NULL`)
      .orderBy("r.kind")
      .executeTakeFirst(),
  );
  if (row === undefined) return null;
  const { salt, leaf, place, batch_id: batchId, batch_leaf: batchLeaf } = row;
  if (leaf !== null) return { leaf, salt, batch: null };
  if (batchId === null || batchLeaf === null || place === null) return null;
  const members = db.selectFrom("ledger_records").select("sha256").where("batch_id", "=", batchId);
  const rows = await ask(() => members.orderBy("place").execute());
  return { leaf: batchLeaf, salt: null, batch: { digests: rows.map((r) => r.sha256), place } };
}

/** Of the events that stand by themselves, as commitments. */
const LEAF_OF: {
  readonly [kind in CustodyKind]?:
    | "case-link"
    | "case-unlink"
    | "label"
    | "flag"
    | "hold"
    | "release";
} = {
  linked: "case-link",
  unlinked: "case-unlink",
  "label-changed": "label",
  flagged: "flag",
  "flag-ended": "flag",
  "condition-told": "flag",
  "retention-extended": "flag",
  "retention-reviewed": "flag",
  held: "hold",
  "hold-released": "release",
};

async function dueLinks(db: Database, limit: number): Promise<DueRecord[]> {
  const rows = await ask(() =>
    db
      .selectFrom("ledger_records as r")
      .innerJoin("custody_events as e", (join) =>
        join.onRef("e.item_id", "=", "r.item_id").onRef("e.index", "=", "r.index"),
      )
      .select(["r.id", "r.salt", "e.item_id as itemId", "e.kind", "e.body"])
      .where("r.kind", "in", ["link", "hold"])
      .where("r.leaf", "is", null)
      .where("r.batch_id", "is", null)
      .orderBy("r.id")
      .limit(limit)
      .execute(),
  );
  const due: DueRecord[] = [];
  for (const { id, salt, itemId, kind, body } of rows) {
    const type = LEAF_OF[kind];
    if (type === undefined) throw new Error("broken invariant: only such events have a leaf");
    due.push({ id, kind: type, itemId, body, salt: salt ?? (await keepSalt(db, id)) });
  }
  return due;
}

/** The first salt counts: one that a leaf was made with must never be replaced. */
async function keepSalt(db: Database, id: number): Promise<Buffer> {
  const row = await ask(() =>
    db
      .updateTable("ledger_records")
      .set({ salt: sql<Buffer>`coalesce(salt, ${randomBytes(SALT_BYTES)})` })
      .where("id", "=", id)
      .returning("salt")
      .executeTakeFirstOrThrow(),
  );
  if (row.salt === null) throw new Error("broken invariant: a salt that was kept is there");
  return row.salt;
}

async function dueActions(db: Database, limit: number): Promise<DueRecord[]> {
  const rows = await ask(() =>
    db
      .selectFrom("ledger_records as r")
      .innerJoin("actions as a", "a.index", "r.index")
      .select(["r.id", "r.kind as record", "a.kind", "a.body", "a.subject", "a.sha256"])
      .where("r.item_id", "is", null)
      .where("r.kind", "in", ["export", "policy"])
      .where("r.leaf", "is", null)
      .where("r.batch_id", "is", null)
      .orderBy("r.id")
      .limit(limit)
      .execute(),
  );
  return rows.map(({ id, record, kind, body, subject, sha256: actionSha256 }) => {
    if (record === "policy") return { id, kind: "policy", actionSha256, ...packIn(body) };
    const act = kind === "package-prepared" ? "prepared" : "downloaded";
    return { id, kind: "export", act, actionSha256, ...exportedIn(subject, body) };
  });
}

/** Which pack was applied, as our own action tells. */
function packIn(body: string): { readonly packSha256: Sha256 } {
  const { after } = JSON.parse(body) as { after: { sha256?: string } | null };
  const packSha256 = parseSha256(after?.sha256 ?? "");
  if (packSha256 === null) throw new Error("broken invariant: an applied pack has its digest");
  return { packSha256 };
}

/** Which package, and which list of it, as our own action tells. */
function exportedIn(
  subject: string | null,
  body: string,
): { readonly packageId: PackageId; readonly statementSha256: Sha256 } {
  const { after } = JSON.parse(body) as { after: { statementSha256?: string } | null };
  const packageId = parseId<PackageId>(subject?.replace(/^package:/, "") ?? "");
  const statementSha256 = parseSha256(after?.statementSha256 ?? "");
  if (packageId === null || statementSha256 === null) {
    throw new Error("broken invariant: an action about an export names the package's list");
  }
  return { packageId, statementSha256 };
}
