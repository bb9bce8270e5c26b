/** Takes up for the audit what was sealed, how far the logs grew, what was renewed and which visits ended, since it was done last. */
import { sql } from "kysely";
import { OVERVIEW_KINDS } from "../../services/evidence/derivative.ts";
import { SEALED_PARTS } from "../../services/fixity/target.ts";
import { TILE_WIDTH } from "../../services/ledger/tile.ts";
import type { Database } from "./connection.ts";

/** Seals whose item is through: what is still being sealed may not lie there yet, and of what ended nothing may lie there any more. */
export async function enrolSeals(db: Database, limit: number): Promise<number> {
  const { rows } = await sql<{ subject: string }>`
    WITH due AS (
      SELECT s.item_id, s.subject, i.received_at, i.original ->> 'provenBy' AS unread,
             s.second_signature IS NOT NULL AS has_second FROM seals s JOIN items i ON i.id = s.item_id
       WHERE s.enrolled_at IS NULL
         AND CASE WHEN s.subject = 'original' THEN i.stage IN ('sealed', 'disposing', 'disposed') 
                  WHEN s.subject = ANY (${[...OVERVIEW_KINDS]}::text[]) THEN i.overview_stage = 'ready' ELSE i.viewing_stage = 'ready' END
       LIMIT ${limit} FOR UPDATE OF s SKIP LOCKED),
    added AS (
      INSERT INTO fixity_targets (name, item_id, last_read_at)
      SELECT 'item/' || item_id || '/' || subject || '/' || part, item_id,
             CASE WHEN unread IS NOT NULL AND subject = 'original' AND part = 'media'
                  THEN 'epoch' ELSE received_at END
        FROM due, unnest(${[...SEALED_PARTS]}::text[]) AS part
       WHERE has_second OR part <> 'second-signature'
      ON CONFLICT (name) DO NOTHING)
    UPDATE seals s SET enrolled_at = now() FROM due
     WHERE s.item_id = due.item_id AND s.subject = due.subject RETURNING s.subject`.execute(db);
  return rows.length;
}

/** A bundle is taken up when it begins; what is read of it later is as long as it is then. */
export async function enrolLogs(db: Database, limit: number): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    WITH grown AS (
      SELECT w.origin, h.signed_at, coalesce(l.bundles, 0) AS known,
             least((h.size + ${TILE_WIDTH - 1}) / ${TILE_WIDTH}, coalesce(l.bundles, 0) + ${limit}) AS bundles
        FROM ledger_writers w
        JOIN LATERAL (SELECT size, signed_at FROM ledger_heads
                       WHERE origin = w.origin ORDER BY size DESC LIMIT 1) h ON true
        LEFT JOIN fixity_logs l ON l.origin = w.origin
       WHERE (h.size + ${TILE_WIDTH - 1}) / ${TILE_WIDTH} > coalesce(l.bundles, 0)),
    added AS (
      INSERT INTO fixity_targets (name, last_read_at)
      SELECT 'ledger/' || origin || '/' || bundle, signed_at
        FROM grown, generate_series(known, bundles - 1) AS bundle
      ON CONFLICT (name) DO NOTHING)
    INSERT INTO fixity_logs (origin, bundles) SELECT origin, bundles FROM grown
    ON CONFLICT (origin) DO UPDATE SET bundles = greatest(fixity_logs.bundles, excluded.bundles)
    RETURNING bundles AS taken`.execute(db);
  return rows.length;
}

/** Docking visits that have their receipt. */
export async function enrolVisits(db: Database, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    WITH due AS (
      SELECT id, receipted_at FROM batches
       WHERE receipted_at IS NOT NULL AND NOT is_enrolled LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    added AS (
      INSERT INTO fixity_targets (name, last_read_at) SELECT 'visit/' || id, receipted_at FROM due
      ON CONFLICT (name) DO NOTHING)
    UPDATE batches b SET is_enrolled = true FROM due WHERE b.id = due.id RETURNING b.id`.execute(
    db,
  );
  return rows.length;
}

/** Files of renewals, and the copies of the stamps over them. */
export async function enrolRenewals(db: Database, limit: number): Promise<number> {
  const { rows } = await sql<{ origin: string }>`
    WITH files AS (
      SELECT f.origin, f.number, f.path, r.made_at AS at FROM ledger_renewal_files f
        JOIN ledger_renewals r ON r.origin = f.origin AND r.number = f.number
       WHERE NOT f.is_enrolled LIMIT ${limit} FOR UPDATE OF f SKIP LOCKED),
    tokens AS (
      SELECT origin, number, authority, kept_at AS at,
             right(origin, 4) || '-' || number || '.' || authority || '.tsr' AS file
        FROM ledger_renewal_tokens WHERE NOT is_enrolled LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    due AS (
      SELECT origin, number, split_part(path, '/', 3) AS file, at FROM files
      UNION ALL SELECT origin, number, file, at FROM tokens),
    added AS (
      INSERT INTO fixity_targets (name, last_read_at)
      SELECT 'renewal/' || origin || '/' || number || '/' || file, at FROM due
      ON CONFLICT (name) DO NOTHING),
    of_files AS (
      UPDATE ledger_renewal_files f SET is_enrolled = true FROM files
       WHERE f.origin = files.origin AND f.number = files.number AND f.path = files.path),
    of_tokens AS (
      UPDATE ledger_renewal_tokens t SET is_enrolled = true FROM tokens
       WHERE t.origin = tokens.origin AND t.number = tokens.number AND t.authority = tokens.authority)
    SELECT origin FROM due`.execute(db);
  return rows.length;
}
