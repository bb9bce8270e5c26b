/**
 * The statements that move an upload. Each is one statement, so that it is all or nothing without a
 * transaction's round trips: the compare-and-swap stands first, and what follows inserts only if it won.
 */

/**
 * What an upload becomes with its last byte: the item at stage "received" and its custody event 0.
 * `moved` names the upload's row as it then is; the parameters from `$first` on are received_at, actor,
 * kind, body, previous_sha256 and sha256 of the event, null where the upload goes on.
 */
const becomesItem = (first: number): string => `
  item AS (
    INSERT INTO items (id, device_id, certificate_sha256, filename, media_type, declared_sha256, recorded_at,
      declared_case, activity, other_metadata, size_bytes, received_at, stage, viewing_stage, version)
    SELECT id, device_id, certificate_sha256, announced->>'filename', announced->>'mediaType',
      announced->>'sha256',
      (announced->>'recordedAt')::timestamptz, announced->>'caseNumber', announced->>'activity',
      announced->'other', length_bytes, $${first}::timestamptz, 'received', 'waiting', 0
    FROM moved WHERE state = 'received'
    RETURNING id),
  event AS (
    INSERT INTO custody_events (item_id, index, at, actor, kind, body, previous_sha256, sha256)
    SELECT id, 0, $${first}::timestamptz, $${first + 1}::text, $${first + 2}::text,
      $${first + 3}::text, $${first + 4}::text, $${first + 5}::text
    FROM item)
  SELECT state FROM moved`;

/**
 * $1-$12 the row, $13 most open uploads of the device, $14-$19 the event, $20 whether quotas were counted,
 * $21-$23 what of it. No row: too many, or the device has a quota of its own and nothing was counted.
 */
export const CREATE = `
  WITH moved AS (
    INSERT INTO uploads (id, device_id, announced, raw_metadata, length_bytes, offset_bytes, state,
      created_at, expires_at, fence, owner, incoming, certificate_sha256,
      counted_bytes, counted_on, counted_for)
    SELECT $1::uuid, $2::uuid, $3::jsonb, $4::text, $5::bigint, 0, $6::text, $7::timestamptz,
      $8::timestamptz, $9::bigint, $10::text, $11::jsonb, $12::text,
      $21::bigint, $22::date, $23::text[]
    WHERE ($20::boolean OR NOT EXISTS (SELECT FROM device_quotas WHERE device_id = $2::uuid))
      AND $13::int > (SELECT count(*) FROM uploads WHERE device_id = $2::uuid AND state = 'open')
    RETURNING *),${becomesItem(14)}`;

/**
 * $1 id, $2 fence, $3 offset of the run, $4 its size, $5 its digest, $6 state of the store, $7 expiry,
 * $8-$10 parts, $11 whether the upload ends, $12-$17 the event. No row: somebody else was first.
 */
export const COMMIT = `
  WITH moved AS (
    UPDATE uploads SET offset_bytes = $3::bigint + $4::bigint, incoming = $6::jsonb,
      expires_at = $7::timestamptz, state = CASE WHEN $11::boolean THEN 'received' ELSE 'open' END
    WHERE id = $1::uuid AND fence = $2::bigint AND offset_bytes = $3::bigint AND state = 'open'
      AND CASE WHEN $11::boolean THEN length_bytes = $3::bigint + $4::bigint
          ELSE length_bytes IS NULL OR length_bytes > $3::bigint + $4::bigint END
    RETURNING *),
  run AS (
    INSERT INTO upload_runs (upload_id, offset_bytes, size_bytes, sha256)
    SELECT id, $3::bigint, $4::bigint, $5::text FROM moved),
  parts AS (
    INSERT INTO upload_parts (upload_id, number, size_bytes, tag)
    SELECT moved.id, part.number, part.size_bytes, part.tag
    FROM moved, unnest($8::int[], $9::bigint[], $10::text[]) AS part (number, size_bytes, tag)),${becomesItem(12)}`;

/** $1 id, $2 length, $3-$8 the event. No row: it has a length, more bytes, or is not open. */
export const SET_LENGTH = `
  WITH moved AS (
    UPDATE uploads SET length_bytes = $2::bigint,
      state = CASE WHEN offset_bytes = $2::bigint THEN 'received' ELSE 'open' END
    WHERE id = $1::uuid AND state = 'open' AND length_bytes IS NULL AND offset_bytes <= $2::bigint
    RETURNING *),${becomesItem(3)}`;

/** $1 id, $2 state. What was counted for an upload that comes to nothing is given back to its day. */
export const END = `
  WITH ended AS (
    UPDATE uploads SET state = $2::text WHERE id = $1::uuid AND state = 'open' RETURNING *),
  back AS (
    UPDATE quota_days SET bytes = greatest(0, bytes - counted_bytes), files = greatest(0, files - 1)
    FROM ended WHERE day = counted_on AND holder = ANY (counted_for))
  SELECT id FROM ended`;

/** $1 id, $2 owner, $3 renew. A row that already is the owner's is not written. */
export const ACQUIRE = `
  WITH taken AS (
    UPDATE uploads SET owner = $2::text, fence = fence + 1
    WHERE id = $1::uuid AND state = 'open' AND (owner IS DISTINCT FROM $2::text OR $3::boolean)
    RETURNING *)
  SELECT * FROM taken
  UNION ALL
  SELECT * FROM uploads WHERE id = $1::uuid AND NOT EXISTS (SELECT 1 FROM taken)`;
