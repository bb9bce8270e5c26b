/** BatchStore and StatementKeys on PostgreSQL. */
import { type Selectable, type Transaction, sql } from "kysely";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { BatchId } from "../../services/kernel/ids.ts";
import { assert } from "../../services/kernel/refusal.ts";
import {
  type Batch,
  type Closing,
  type ListedBatch,
  type NewBatch,
  idTaken,
  noSuchBatch,
  tooManyOpen,
} from "../../services/batches/batch.ts";
import type { VisitEnd } from "../../services/batches/batch-receipt.ts";
import type { BatchStore, StatementKeys } from "../../services/batches/batch-store.ts";
import type { LastSeen } from "../../services/batches/sequence.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { Receipt } from "../../services/sealing/seal-store.ts";
import { cameraNamed } from "./camera-named.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { publishBatches } from "./publish-events.ts";
import type { Tables } from "./tables.ts";
import { seesAll } from "./walls.ts";

type Row = Selectable<Tables["batches"]> & { spki: Buffer | null };
/** Without what may be megabytes: the statement and the uploads it waits for. */
export const LISTED = [
  "id",
  "position",
  "device_id",
  "state",
  "camera_name",
  "camera_serial",
  "camera_device_id",
  "opened_at",
  "ended_at",
  "file_count",
  "sequence",
  "statement_sha256",
  "receipted_at",
] as const;
type ListedRow = Pick<Selectable<Tables["batches"]>, (typeof LISTED)[number]>;

export function createStatementKeys(db: Database): StatementKeys {
  return {
    async register(deviceId, { sha256: keySha256, spki }, at) {
      await ask(() =>
        db
          .insertInto("dock_keys")
          .values({ device_id: deviceId, key_sha256: keySha256, spki, registered_at: at })
          .onConflict((on) => on.columns(["device_id", "key_sha256"]).doNothing())
          .execute(),
      );
    },

    async keyOf(deviceId, keySha256) {
      const row = await ask(() =>
        db
          .selectFrom("dock_keys")
          .select(["spki", "key_sha256"])
          .where("device_id", "=", deviceId)
          .where("key_sha256", "=", keySha256)
          .executeTakeFirst(),
      );
      return row === undefined ? null : { spki: row.spki, sha256: row.key_sha256 };
    },
  };
}

export class PostgresBatchStore implements BatchStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  #rows() {
    return this.#db
      .selectFrom("batches as b")
      .leftJoin("dock_keys as k", (join) =>
        join.onRef("k.device_id", "=", "b.device_id").onRef("k.key_sha256", "=", "b.key_sha256"),
      )
      .selectAll("b")
      .select("k.spki");
  }

  async get(id: BatchId): Promise<Batch | null> {
    const row = await ask(() => this.#rows().where("b.id", "=", id).executeTakeFirst());
    return row === undefined ? null : batchOf(row);
  }

  /** All of it or nothing, with what is told of it to others. */
  #told<T>(change: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    return ask(() => this.#db.transaction().execute(change));
  }

  async #required(id: BatchId): Promise<Batch> {
    const batch = await this.get(id);
    if (batch === null) throw noSuchBatch();
    return batch;
  }

  async open({ id, deviceId, camera, openedAt }: NewBatch, maxOpen: number): Promise<Batch> {
    // Two that come at once may both find room: the bound keeps a dock from filling the table, to a few.
    await this.#told(async (transaction) => {
      const { numAffectedRows } = await sql`
        INSERT INTO batches (id, device_id, camera_name, camera_serial, camera_device_id, opened_at, state)
        SELECT ${id}::uuid, ${deviceId}::uuid, ${camera.name}, ${camera.serial}::text,
          ${cameraNamed(camera.name)}, ${openedAt}::timestamptz, 'open'
        WHERE ${maxOpen}::int >
          (SELECT count(*) FROM batches WHERE device_id = ${deviceId}::uuid AND state = 'open')
        ON CONFLICT (id) DO NOTHING`.execute(transaction);
      if (numAffectedRows === 1n) await publishBatches(transaction, "batch.opened", [id], openedAt);
    });
    const kept = await this.get(id);
    if (kept === null) throw tooManyOpen(maxOpen);
    const isSame =
      kept.deviceId === deviceId &&
      kept.camera.name === camera.name &&
      kept.camera.serial === camera.serial;
    if (!isSame) throw idTaken();
    return kept;
  }

  async close(id: BatchId, closing: Closing): Promise<Batch> {
    await ask(() =>
      this.#db
        .updateTable("batches")
        .set(closedColumns(closing))
        .where("id", "=", id)
        .where("state", "!=", "closed")
        .execute(),
    );
    return this.#required(id);
  }

  async lastSeen({ id, deviceId, camera, cameraDeviceId }: Batch): Promise<LastSeen | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("batches")
        .select(["last_layout", "last_series", "last_number"])
        .where("camera_name", "=", camera.name)
        .where("last_number", "is not", null)
        .where("id", "!=", id)
        .where((where) =>
          where.or([
            where("device_id", "=", deviceId),
            ...(cameraDeviceId === null ? [] : [where("camera_device_id", "=", cameraDeviceId)]),
          ]),
        )
        .orderBy("ended_at", "desc")
        .orderBy("position", "desc")
        .limit(1)
        .executeTakeFirst(),
    );
    const { last_layout: layout = null, last_series: series = null } = row ?? {};
    const last = row?.last_number ?? null;
    return layout === null || series === null || last === null ? null : { layout, series, last };
  }

  async leaveOpen(openedBefore: UtcInstant, at: UtcInstant): Promise<number> {
    return this.#told(async (transaction) => {
      const left = await transaction
        .updateTable("batches")
        .set({ state: "left-open", ended_at: at })
        .where("state", "=", "open")
        .where("opened_at", "<", sql<Date>`${openedBefore}::timestamptz`)
        .returning("id")
        .execute();
      const ids = left.map(({ id }) => id);
      await publishBatches(transaction, "batch.left-open", ids, at);
      return left.length;
    });
  }

  async dueForReceipt(limit: number): Promise<readonly BatchId[]> {
    const { rows: due } = await ask(() =>
      sql<{ id: BatchId }>`
          SELECT b.id FROM batches b
          WHERE b.state = 'closed'
            AND b.receipted_at IS NULL
            AND NOT EXISTS (
              SELECT 1 FROM unnest(b.uploads) AS listed (id)
              LEFT JOIN items i ON i.id = listed.id
              LEFT JOIN uploads u ON u.id = listed.id
              WHERE NOT coalesce(i.stage IN ('sealed', 'quarantined', 'disposing', 'disposed'), u.state NOT IN ('open', 'received'), true))
          ORDER BY b.ended_at, b.position LIMIT ${limit}`.execute(this.#db),
    );
    return due.map(({ id }) => id);
  }

  async receiptOnce(
    id: BatchId,
    { statement, signature, proof }: Receipt,
    end: VisitEnd,
  ): Promise<Receipt> {
    await this.#told(async (transaction) => {
      await transaction
        .insertInto("batch_receipts")
        .values({ batch_id: id, statement, signature: Buffer.from(signature), proof })
        .onConflict((on) => on.column("batch_id").doNothing())
        .execute();
      const marked = await transaction
        .updateTable("batches")
        .set({ receipted_at: sql`now()` })
        .where("id", "=", id)
        .where("receipted_at", "is", null)
        .returning("receipted_at")
        .executeTakeFirst();
      const at = marked?.receipted_at ?? null;
      if (at !== null) await publishBatches(transaction, `batch.${end}`, [id], utcInstant(at));
    });
    const kept = await this.receipt(id);
    assert(kept !== null, "a batch receipt that was kept is there");
    return kept;
  }

  async receipt(id: BatchId): Promise<Receipt | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("batch_receipts")
        .select(["statement", "signature", "proof"])
        .where("batch_id", "=", id)
        .executeTakeFirst(),
    );
    return row ?? null;
  }

  async page(
    before: number | null,
    limit: number,
    sight: Sight | null = null,
  ): Promise<readonly ListedBatch[]> {
    const page = await askAs(this.#db, sight, (db) => {
      const all = db
        .selectFrom("batches")
        .select(LISTED)
        .where(seesAll(sight, sql`uploads`));
      const query = before === null ? all : all.where("position", "<", before);
      return query.orderBy("position", "desc").limit(limit).execute();
    });
    return page.map(listedBatch);
  }
}

export function listedBatch(row: ListedRow): ListedBatch {
  const { statement_sha256: sha256 } = row;
  return { ...outlineOf(row), statement: sha256 === null ? null : { sha256 } };
}

const closedColumns = ({ at, statement, uploads, fileCount, sequence, lastSeen }: Closing) => ({
  ...{ state: "closed" as const, ended_at: at, file_count: fileCount, uploads: [...uploads] },
  ...{ statement: statement.text, openings: statement.openings },
  statement_sha256: statement.sha256,
  ...{ signature: Buffer.from(statement.signature), key_sha256: statement.key.sha256 },
  sequence: JSON.stringify(sequence),
  last_layout: lastSeen?.layout ?? null,
  last_series: lastSeen?.series ?? null,
  last_number: lastSeen?.last ?? null,
});

function batchOf(row: Row): Batch {
  const {
    statement,
    openings,
    statement_sha256: digest,
    signature,
    key_sha256: keySha256,
    spki,
  } = row;
  const isStated = statement !== null && digest !== null && signature !== null;
  return {
    ...outlineOf(row),
    statement:
      isStated && keySha256 !== null && spki !== null
        ? { text: statement, openings, sha256: digest, signature, key: { sha256: keySha256, spki } }
        : null,
  };
}

const outlineOf = (row: ListedRow): Omit<Batch, "statement"> => ({
  ...{ id: row.id, position: row.position, deviceId: row.device_id, state: row.state },
  camera: { name: row.camera_name, serial: row.camera_serial },
  cameraDeviceId: row.camera_device_id,
  openedAt: utcInstant(row.opened_at),
  endedAt: row.ended_at === null ? null : utcInstant(row.ended_at),
  fileCount: row.file_count,
  sequence: row.sequence,
  hasReceipt: row.receipted_at !== null,
});
