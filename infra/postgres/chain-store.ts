/** ChainStore on PostgreSQL: each half of a page by an index of its own, then the newest of both. */
import { sql } from "kysely";
import type { DeviceClock } from "../../services/evidence/device-clock.ts";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { BatchId, DeviceId, ItemId } from "../../services/kernel/ids.ts";
import type { ChainRecording, ChainStore } from "../../services/review/chain-store.ts";
import { LISTED, listedBatch } from "./batch-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { seesAll, seesItem } from "./walls.ts";
import { maybeInstant } from "./instant.ts";

interface Row {
  readonly position: number;
  readonly id: ItemId;
  readonly filename: string;
  readonly device_id: DeviceId;
  readonly received_at: Date;
  readonly recorded_at: Date | null;
  readonly stage: OriginalStage;
  readonly size_bytes: number;
  readonly duplicate_of: ItemId | null;
  readonly clock: DeviceClock | null;
  readonly manifest: Buffer | null;
  readonly visit_id: BatchId | null;
}

export function createChainStore(db: Database): ChainStore {
  return {
    async device(id) {
      const row = await ask(() =>
        db
          .selectFrom("devices")
          .select(["name", "kind", "retired_at", "sequence", "last_manifest_sha256"])
          .where("id", "=", id)
          .executeTakeFirst(),
      );
      if (row === undefined) return null;
      const { name, kind, sequence, last_manifest_sha256: lastManifestSha256 } = row;
      const retiredAt = maybeInstant(row.retired_at);
      return { id, name, kind, retiredAt, sequence, lastManifestSha256 };
    },

    async recordings(id, before, limit, sight = null) {
      const { rows } = await askAs(db, sight, (as) =>
        recordings(id, before, limit, sight).execute(as),
      );
      return rows.map(recordingOf);
    },

    async manifests(digests) {
      if (digests.length === 0) return new Map();
      const rows = await ask(() =>
        db
          .selectFrom("seals")
          .select(["manifest", "manifest_sha256"])
          .where("manifest_sha256", "=", sql<Sha256>`ANY (${[...digests]}::text[])`)
          .where("subject", "=", "original")
          .execute(),
      );
      return new Map(rows.map((row) => [row.manifest_sha256, row.manifest]));
    },

    async visits(id, after, until, limit, sight = null) {
      const rows = await askAs(db, sight, (as) => {
        let query = as
          .selectFrom("batches")
          .select(LISTED)
          .where((where) =>
            where.or([where("device_id", "=", id), where("camera_device_id", "=", id)]),
          );
        query = query.where(seesAll(sight, sql`uploads`));
        if (after !== null) query = query.where("opened_at", ">", sql<Date>`${after}::timestamptz`);
        if (until !== null)
          query = query.where("opened_at", "<=", sql<Date>`${until}::timestamptz`);
        return query.orderBy("position", "desc").limit(limit).execute();
      });
      return rows.map(listedBatch);
    },
  };
}

/** A visit counts that lists the item, or that is not closed yet and was named by the dock as it sent it. */
const recordings = (id: DeviceId, before: number | null, limit: number, sight: Sight | null) => {
  const isBefore = sql`(${before}::bigint IS NULL OR i.position < ${before}::bigint)`;
  const at = sql`${isBefore} AND ${seesItem(sight, sql`i.id`)}`;
  return sql<Row>`
    WITH own AS (
      SELECT i.id, true AS is_sender FROM items i WHERE i.device_id = ${id} AND ${at}
      ORDER BY i.position DESC LIMIT ${limit}
    ), docked AS (
      SELECT i.id, false FROM batches b CROSS JOIN LATERAL unnest(b.uploads) AS u (id) JOIN items i ON i.id = u.id
      WHERE b.camera_device_id = ${id} AND i.device_id <> ${id} AND ${at}
      GROUP BY i.id, i.position ORDER BY i.position DESC LIMIT ${limit}
    ), wanted AS (SELECT * FROM own UNION ALL SELECT * FROM docked)
    SELECT i.position, i.id, i.filename, i.device_id, i.received_at, i.recorded_at, i.stage, i.size_bytes,
           i.duplicate_of, CASE WHEN w.is_sender THEN i.clock ELSE i.camera_clock END AS clock,
           s.manifest, b.id AS visit_id
    FROM wanted w JOIN items i ON i.id = w.id
    LEFT JOIN seals s ON s.item_id = i.id AND s.subject = 'original'
    LEFT JOIN batches b ON b.device_id = i.device_id
      AND b.id = CASE WHEN i.other_metadata ->> 'batch' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                      THEN (i.other_metadata ->> 'batch')::uuid END
      AND (b.uploads IS NULL OR i.id = ANY (b.uploads))
    ORDER BY i.position DESC LIMIT ${limit}`;
};

const recordingOf = (row: Row): ChainRecording => ({
  ...{ position: row.position, itemId: row.id, filename: row.filename },
  ...{ senderId: row.device_id, receivedAt: utcInstant(row.received_at) },
  ...{ recordedAt: maybeInstant(row.recorded_at), stage: row.stage },
  ...{ sizeBytes: row.size_bytes, duplicateOf: row.duplicate_of, clock: row.clock },
  ...{ manifest: row.manifest, visitId: row.visit_id },
});
