/**
 * The statements that move an upload. Each is one statement, so that it is all or nothing without a
 * transaction's round trips: the compare-and-swap stands first, and what follows inserts only if it won.
 */
import type { EventType } from "../../services/events/event-type.ts";

const RECEIVED: EventType = "item.received";

/**
 * What an upload becomes with its last byte: the item at stage "received" and its custody event 0.
 * `moved` names the upload's row as it then is; the parameters from `$first` on are received_at, actor,
 * kind, body, previous_sha256 and sha256 of the event, null where the upload goes on.
 */
const becomesItem = (first: number): string => `
  item AS (
    INSERT INTO items (id, device_id, certificate_sha256, filename, media_type, declared_sha256, recorded_at,
      declared_case, activity, recording, belongs_to, other_metadata, clock, camera_clock, size_bytes, received_at, stage, viewing_stage, version)
    SELECT id, device_id, certificate_sha256, announced->>'filename', announced->>'mediaType',
      announced->>'sha256',
      (announced->>'recordedAt')::timestamptz, announced->>'caseNumber', announced->>'activity',
      announced->>'recording', announced->>'belongsTo', announced->'other',
      nullif(announced->'clock', 'null'), nullif(announced->'cameraClock', 'null'), length_bytes, $${first}::timestamptz, 'received', 'waiting', 0
    FROM moved WHERE state = 'received'
    RETURNING id),
  event AS (
    INSERT INTO custody_events (item_id, index, at, actor, kind, body, previous_sha256, sha256)
    SELECT id, 0, $${first}::timestamptz, $${first + 1}::text, $${first + 2}::text,
      $${first + 3}::text, $${first + 4}::text, $${first + 5}::text
    FROM item),
  told AS (
    INSERT INTO published_events (type, at, item_id)
    SELECT '${RECEIVED}', $${first}::timestamptz, id FROM item)
  SELECT state FROM moved`;

/** $1-$17 the row. */
const INSERT = `
    INSERT INTO uploads (id, device_id, announced, raw_metadata, concat, length_bytes, offset_bytes, state,
      created_at, expires_at, fence, owner, incoming, certificate_sha256,
      counted_bytes, counted_on, counted_for)
    SELECT $1::uuid, $2::uuid, $3::jsonb, $4::text, $5::text, $6::bigint, $7::bigint, $8::text,
      $9::timestamptz, $10::timestamptz, $11::bigint, $12::text, $13::jsonb, $14::text,
      $15::bigint, $16::date, $17::text[]`;

/**
 * $1-$17 the row, $18 most unfinished uploads of the device, $19 whether quotas were counted, $20-$25 the
 * event. No row: too many, or the device has a quota of its own and nothing was counted.
 */
export const CREATE = `
  WITH moved AS (${INSERT}
    WHERE ($19::boolean OR NOT EXISTS (SELECT FROM device_quotas WHERE device_id = $2::uuid))
      AND $18::int >
        (SELECT count(*) FROM uploads WHERE device_id = $2::uuid AND state IN ('open', 'complete'))
    RETURNING *),${becomesItem(20)}`;

/**
 * Which of these partial uploads of the device can be joined now. Locked in the order of their ids, so
 * that two final uploads of the same ones never wait for each other.
 */
const joinable = (ids: string, deviceId: string, now: string): string => `
    SELECT id, state, offset_bytes FROM uploads
    WHERE id = ANY (${ids}::uuid[]) AND device_id = ${deviceId}::uuid AND concat = 'partial'
      AND state IN ('complete', 'joined') AND expires_at > ${now}::timestamptz
    ORDER BY id FOR UPDATE`;

/** Before what they count is known. */
export const LOCK_PARTIALS = joinable("$1", "$2", "$3");

/**
 * $1-$17 the row, $18 its partials in order, $19 where each begins in it, $20 until when they can be used
 * again, $21 whether quotas were counted, $22-$27 the event. No row: one of the partials is not what it was,
 * or the device has a quota of its own and nothing was counted. What the partials count is counted for ever.
 */
export const CREATE_FINAL = `
  WITH asked AS (
    SELECT * FROM unnest($18::uuid[], $19::bigint[]) WITH ORDINALITY AS t (id, base, place)),
  partials AS (${joinable("$18", "$2", "$22")}),
  moved AS (${INSERT}
    WHERE ($21::boolean OR NOT EXISTS (SELECT FROM device_quotas WHERE device_id = $2::uuid))
      AND (SELECT count(*) FROM partials) = (SELECT count(DISTINCT id) FROM asked)
    RETURNING *),
  joined AS (
    UPDATE uploads SET state = 'joined', expires_at = $20::timestamptz, counted_for = '{}'
    FROM partials WHERE uploads.id = partials.id AND EXISTS (SELECT 1 FROM moved)),
  joins AS (
    INSERT INTO upload_joins (final_id, place, partial_id)
    SELECT moved.id, asked.place, asked.id FROM moved, asked),
  runs AS (
    INSERT INTO upload_runs (upload_id, offset_bytes, size_bytes, sha256)
    SELECT moved.id, asked.base + run.offset_bytes, run.size_bytes, run.sha256
    FROM moved, asked JOIN upload_runs run ON run.upload_id = asked.id),
  parts AS (
    INSERT INTO upload_parts (upload_id, number, size_bytes, tag)
    SELECT moved.id, row_number() OVER (ORDER BY asked.place, part.number), part.size_bytes, part.tag
    FROM moved, asked JOIN upload_parts part ON part.upload_id = asked.id),${becomesItem(22)}`;

/**
 * $1 id, $2 fence, $3 offset of the run, $4 its size, $5 its digest, $6 state of the store, $7 expiry,
 * $8-$10 parts, $11 what it becomes ("open": it goes on), $12-$17 the event. No row: somebody else was first.
 */
export const COMMIT = `
  WITH moved AS (
    UPDATE uploads SET offset_bytes = $3::bigint + $4::bigint, incoming = $6::jsonb,
      expires_at = $7::timestamptz, state = $11::text
    WHERE id = $1::uuid AND fence = $2::bigint AND offset_bytes = $3::bigint AND state = 'open'
      AND CASE WHEN $11::text = 'open'
          THEN length_bytes IS NULL OR length_bytes > $3::bigint + $4::bigint
          ELSE length_bytes = $3::bigint + $4::bigint
            AND (concat IS NOT NULL) = ($11::text = 'complete') END
    RETURNING *),
  run AS (
    INSERT INTO upload_runs (upload_id, offset_bytes, size_bytes, sha256)
    SELECT id, $3::bigint, $4::bigint, $5::text FROM moved),
  parts AS (
    INSERT INTO upload_parts (upload_id, number, size_bytes, tag)
    SELECT moved.id, part.number, part.size_bytes, part.tag
    FROM moved, unnest($8::int[], $9::bigint[], $10::text[]) AS part (number, size_bytes, tag)),${becomesItem(12)}`;

/** $1 id, $2 length, $3-$8 the event, $9 what an upload of that length becomes. No row: it has a length, more bytes, or is not open. */
export const SET_LENGTH = `
  WITH moved AS (
    UPDATE uploads SET length_bytes = $2::bigint,
      state = CASE WHEN offset_bytes = $2::bigint THEN $9::text ELSE 'open' END
    WHERE id = $1::uuid AND state = 'open' AND length_bytes IS NULL AND offset_bytes <= $2::bigint
      AND (concat IS NOT NULL) = ($9::text = 'complete')
    RETURNING *),${becomesItem(3)}`;

/** $1 id, $2 owner, $3 renew. A row that already is the owner's is not written. */
export const ACQUIRE = `
  WITH taken AS (
    UPDATE uploads SET owner = $2::text, fence = fence + 1
    WHERE id = $1::uuid AND state = 'open' AND (owner IS DISTINCT FROM $2::text OR $3::boolean)
    RETURNING *)
  SELECT * FROM taken
  UNION ALL
  SELECT * FROM uploads WHERE id = $1::uuid AND NOT EXISTS (SELECT 1 FROM taken)`;

/**
 * True of a partial upload that an item is still to be made of. Quarantined ones count: whoever looks into
 * it finds the bytes as they came.
 */
const IS_NEEDED = `EXISTS (
    SELECT 1 FROM upload_joins JOIN items ON items.id = upload_joins.final_id
    WHERE upload_joins.partial_id = uploads.id AND items.stage NOT IN ('verified', 'sealed', 'disposing', 'disposed'))`;

/** $1 now. */
const IS_OVER = `expires_at <= $1::timestamptz AND state IN ('open', 'complete', 'joined') AND NOT ${IS_NEEDED}`;

/** $1 now, $2 most. */
export const EXPIRED = `SELECT * FROM uploads WHERE ${IS_OVER} ORDER BY expires_at LIMIT $2`;

/** What was counted for `ended`, which came to nothing, is given back to its day. A partial upload is no file. */
const GIVEN_BACK = `
  back AS (
    UPDATE quota_days SET bytes = greatest(0, bytes - counted_bytes),
      files = greatest(0, files - (concat IS NULL)::int)
    FROM ended WHERE day = counted_on AND holder = ANY (counted_for))
  SELECT id FROM ended`;

/**
 * $1 now, $2 id. A final upload that is made of it meanwhile moves expires_at, which is looked at again
 * once the row is ours; that it is needed could be missed then, because it stands in other rows.
 */
export const EXPIRE = `
  WITH ended AS (
    UPDATE uploads SET state = 'expired' WHERE id = $2::uuid AND ${IS_OVER} RETURNING *),${GIVEN_BACK}`;

/** $1 id. */
export const TERMINATE = `
  WITH ended AS (
    UPDATE uploads SET state = 'terminated' WHERE id = $1::uuid AND state IN ('open', 'complete')
    RETURNING *),${GIVEN_BACK}`;
