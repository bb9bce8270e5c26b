/** What the house knows of items without reading them again, as legal review and spot checks look at it. */
import { type RawBuilder, sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, ItemId } from "../../services/kernel/ids.ts";
import type { ReviewedItem } from "../../services/legalreview/legal-review-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { seesItem } from "./walls.ts";

interface ItemRow {
  readonly item_id: ItemId;
  readonly device_id: DeviceId;
  readonly stage: string;
  readonly sha256: Sha256 | null;
  readonly manifest_sha256: Sha256 | null;
  readonly received_at: Date;
  readonly recorded_at: Date | null;
  readonly duration_ms: unknown;
  readonly source: string | null;
  readonly objects: number;
  readonly audited: number;
  readonly open: string[];
}

/** Of items `i`, those of `which` that `sight` may know of, in the order of arrival. */
export async function reviewedItems(
  db: Database,
  which: RawBuilder<unknown>,
  limit: number,
  sight: Sight | null,
): Promise<readonly (ReviewedItem & { readonly deviceId: DeviceId })[]> {
  const { rows } = await askAs(db, sight, (as) =>
    sql<ItemRow>`
      SELECT i.id AS item_id, i.device_id, i.stage, i.original_sha256 AS sha256, s.manifest_sha256, i.received_at, i.recorded_at,
             i.media_info->'durationMs' AS duration_ms, v.verdict AS source, t.objects, t.audited,
             ARRAY(SELECT DISTINCT f.code FROM fixity_findings f WHERE f.item_id = i.id AND f.ended_at IS NULL ORDER BY f.code) AS open
        FROM items i
        LEFT JOIN seals s ON s.item_id = i.id AND s.subject = 'original' AND i.stage = 'sealed'
        LEFT JOIN source_verdicts v ON v.item_id = i.id
        CROSS JOIN LATERAL (SELECT count(*) AS objects, count(x.audited_at) AS audited
                              FROM fixity_targets x WHERE x.item_id = i.id) t
       WHERE i.id IN (${which}) AND ${seesItem(sight, sql`i.id`)}
       ORDER BY i.position LIMIT ${limit}`.execute(as),
  );
  return rows.map((row) => ({
    ...{ itemId: row.item_id, deviceId: row.device_id, stage: row.stage, source: row.source },
    sealed:
      row.sha256 === null || row.manifest_sha256 === null
        ? null
        : { sha256: row.sha256, manifestSha256: row.manifest_sha256 },
    ...{ receivedAt: utcInstant(row.received_at), recordedAt: maybeInstant(row.recorded_at) },
    durationMs: typeof row.duration_ms === "number" ? row.duration_ms : null,
    audit: { objects: row.objects, audited: row.audited, open: row.open },
  }));
}
