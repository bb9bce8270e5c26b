/** What is known of items that may end, in one query a page. */
import { type RawBuilder, type Transaction, sql } from "kysely";
import type { DisposalFacts } from "../../services/disposal/against.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type Sha256, parseSha256 } from "../../services/kernel/digest.ts";
import type { DisposalId, ItemId } from "../../services/kernel/ids.ts";
import { STATE_LEVELS } from "../../services/secrecy/mark.ts";
import type { Database } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { untilOf } from "./retention-rows.ts";
import type { Tables } from "./tables.ts";

interface Row {
  readonly id: ItemId;
  readonly position: number;
  readonly stage: DisposalFacts["stage"];
  readonly viewing_stage: DisposalFacts["viewingStage"];
  readonly overview_stage: DisposalFacts["overviewStage"];
  readonly original_sha256: Sha256 | null;
  readonly size_bytes: number;
  readonly received_at: Date;
  readonly manifest_sha256: Sha256 | null;
  readonly number: number | null;
  readonly decision_sha256: Sha256 | null;
  readonly floor: string | null;
  readonly is_open: boolean | null;
  readonly class: string | null;
  readonly pack: string | null;
  readonly is_undecided: boolean;
  readonly locked_until: Date | null;
  readonly holds: number;
  readonly held_at: Date | null;
  readonly findings: readonly string[];
  readonly is_packaging: boolean;
  readonly is_proposed: boolean;
  readonly links: readonly string[];
  readonly archive_terms: DisposalFacts["archiveTerms"];
  readonly secrecy_rank: number;
  readonly labelled_at: Date | null;
  readonly needed_at: Date | null;
  readonly transferred_at: Date | null;
}

/** Of an item `i`: of its own labels, and of those of its cases and sessions. */
const LABELLED_AT = sql`(
  SELECT max(greatest(l.set_at, l.ended_at)) FROM secrecy_labels l
   WHERE l.item_id = i.id
      OR l.case_id IN (SELECT k.case_id FROM case_links k WHERE k.item_id = i.id AND k.unlinked_at IS NULL)
      OR l.session_id IN (SELECT p.session_id FROM session_items p WHERE p.item_id = i.id AND p.ended_at IS NULL
                          UNION SELECT s.id FROM recording_sessions s WHERE s.number = i.other_metadata->>'session'))`;

/** Of the files of an item `i`. */
export const ARCHIVE_TERMS = sql`ARRAY(
  SELECT DISTINCT c.archive_term FROM case_links k JOIN cases c ON c.id = k.case_id
   WHERE k.item_id = i.id AND k.unlinked_at IS NULL AND c.archive_term IS NOT NULL ORDER BY 1)`;

/** Of an item `i`, by the labels that hold today. */
const SECRECY_RANK = sql`coalesce((
  SELECT max(w.rank) FROM secrecy_walls w
   WHERE w.item_id = i.id AND (w.until IS NULL OR w.until > current_date)), 0)`;

/** Of an item `i`. */
export const TRANSFERRED_AT = sql`(
  SELECT max(t.received_at) FROM disposal_items x JOIN disposals t ON t.id = x.disposal_id
   WHERE x.item_id = i.id AND x.decision = 'transfer' AND x.outcome IS DISTINCT FROM 'dropped')`;

/** Of an item `i`: also by a hold that was placed and released before anything came into it. */
const HELD_AT = sql`(
  SELECT max(t.at) FROM (
    SELECT joined_at AS at FROM held_items x WHERE x.item_id = i.id
    UNION ALL
    SELECT placed_at FROM holds h
     WHERE i.id = ANY (h.item_ids) OR (h.scope = 'query' AND hold_query_covers(h.query, i))
        OR EXISTS (SELECT FROM case_links l WHERE l.case_id = h.case_id AND l.item_id = i.id
                      AND l.unlinked_at IS NULL)) t)`;

/** Of items `i` that fit `which`, in order of arrival. `own`: a batch that does not count as another. */
export async function disposalFacts(
  db: Database | Transaction<Tables>,
  which: RawBuilder<unknown>,
  limit: number,
  own: DisposalId | null = null,
): Promise<readonly DisposalFacts[]> {
  const { rows } = await sql<Row>`
    SELECT i.id, i.position, i.stage, i.viewing_stage, i.overview_stage, i.original_sha256, i.size_bytes, i.received_at,
           (SELECT manifest_sha256 FROM seals s WHERE s.item_id = i.id AND s.subject = 'original') AS manifest_sha256,
           r.number, r.decision_sha256, r.floor_until::text AS floor, r.is_open, r.class, r.pack,
           EXISTS (SELECT FROM retention_marks m WHERE m.item_id = i.id) AS is_undecided,
           coalesce(r.locked_until, (SELECT (statement::jsonb->>'lockedUntil')::timestamptz FROM receipts
                                      WHERE item_id = i.id)) AS locked_until,
           (SELECT count(*) FROM holds_on(i.id)) AS holds,
           ${HELD_AT} AS held_at,
           ARRAY(SELECT DISTINCT code FROM fixity_findings f
                  WHERE f.item_id = i.id AND f.ended_at IS NULL ORDER BY code) AS findings,
           EXISTS (SELECT FROM packages p WHERE p.state = 'waiting' AND i.id = ANY (p.item_ids)
                      AND p.id IS DISTINCT FROM (SELECT package_id FROM disposals WHERE id = ${own}::uuid)) AS is_packaging,
           EXISTS (SELECT FROM disposal_items d WHERE d.item_id = i.id AND d.outcome IS NULL
                      AND d.disposal_id IS DISTINCT FROM ${own}::uuid) AS is_proposed,
           ARRAY(SELECT leaf FROM ledger_records l WHERE l.item_id = i.id AND l.kind = 'link'
                    AND l.leaf IS NOT NULL ORDER BY l.index) AS links,
           ${ARCHIVE_TERMS} AS archive_terms, ${SECRECY_RANK} AS secrecy_rank,
           ${LABELLED_AT} AS labelled_at,
           (SELECT max(v.reviewed_at) FROM retention_reviews v WHERE v.item_id = i.id) AS needed_at,
           ${TRANSFERRED_AT} AS transferred_at
      FROM items i LEFT JOIN retention r ON r.item_id = i.id
     WHERE ${which} ORDER BY i.position LIMIT ${limit}`.execute(db);
  return rows.map(factsOf);
}

const factsOf = (row: Row): DisposalFacts => ({
  itemId: row.id,
  position: row.position,
  stage: row.stage,
  viewingStage: row.viewing_stage,
  overviewStage: row.overview_stage,
  sha256: row.original_sha256,
  sizeBytes: row.size_bytes,
  receivedAt: utcInstant(row.received_at),
  manifestSha256: row.manifest_sha256,
  decided: decidedOf(row),
  isUndecided: row.is_undecided,
  lockedUntil: maybeInstant(row.locked_until),
  holds: row.holds,
  heldAt: maybeInstant(row.held_at),
  findings: row.findings,
  isPackaging: row.is_packaging,
  isProposed: row.is_proposed,
  caseCommitments: row.links.flatMap(commitmentIn),
  archiveTerms: row.archive_terms,
  secrecy: STATE_LEVELS[row.secrecy_rank - 1] ?? null,
  labelledAt: maybeInstant(row.labelled_at),
  neededAt: maybeInstant(row.needed_at),
  transferredAt: maybeInstant(row.transferred_at),
});

function decidedOf(row: Row): DisposalFacts["decided"] {
  const { number, decision_sha256: digest, floor } = row;
  if (number === null || digest === null || floor === null) return null;
  return {
    ...{ number, sha256: digest, floor: untilOf(floor), open: row.is_open === true },
    ...{ classes: row.class === null ? [] : row.class.split(" "), pack: row.pack },
  };
}

/** Of a leaf about a link to a case; records about labels stand beside those. */
function commitmentIn(leaf: string): readonly Sha256[] {
  const [, hex = ""] =
    /^case-(?:un)?link\/v1\ncommitment sha256 ([0-9a-f]{64})\n$/.exec(leaf) ?? [];
  const digest = parseSha256(hex);
  return digest === null ? [] : [digest];
}
