-- A batch of the ledger places its leaves in one statement, and publishes its head in one. In a function every statement sees what was
-- committed until it began, so what was waited for at a lock is seen, as in a transaction of several statements and unlike in one query.

-- Entries from the last published head on; or one row that says why nothing was placed.
CREATE FUNCTION ledger_place(log text, own_fence bigint, agency text, given text[])
  RETURNS TABLE (refused text, index bigint, leaf text) LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  published bigint;
  next bigint;
BEGIN
  -- Held to the end: while this runs nobody else becomes the writer.
  PERFORM FROM ledger_writers AS writer WHERE writer.origin = log AND writer.fence = own_fence FOR UPDATE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'fenced', NULL::bigint, NULL::text;
    RETURN;
  END IF;
  SELECT coalesce(max(head.size), 0) INTO published FROM ledger_heads AS head WHERE head.origin = log;
  IF cardinality(given) > 0 THEN
    -- One batch of an agency at a time, so that no later log begins between the look and the places.
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger ' || agency, 0));
    -- Names of one agency's logs differ in the year alone.
    PERFORM FROM ledger_writers AS later
      WHERE split_part(later.origin, '/', 1) = agency AND later.origin > log
        AND EXISTS (SELECT FROM ledger_entries AS entry WHERE entry.origin = later.origin);
    IF FOUND THEN
      RETURN QUERY SELECT 'later-log', NULL::bigint, NULL::text;
      RETURN;
    END IF;
    SELECT published + count(*) INTO next FROM ledger_entries AS entry
      WHERE entry.origin = log AND entry.index >= published;
    INSERT INTO ledger_entries (origin, index, leaf)
      SELECT log, next + row_number() OVER (ORDER BY fresh.position) - 1, fresh.leaf
      FROM unnest(given) WITH ORDINALITY AS fresh (leaf, position)
      WHERE NOT EXISTS (SELECT FROM ledger_entries AS standing WHERE standing.leaf = fresh.leaf);
  END IF;
  RETURN QUERY SELECT NULL::text, entry.index, entry.leaf FROM ledger_entries AS entry
    WHERE entry.origin = log AND entry.index >= published ORDER BY entry.index;
END $$;

-- NULL once the head is published, else why it is not.
CREATE FUNCTION ledger_publish(log text, own_fence bigint, head_size bigint, head_root text, head_note text, head_signed_at timestamptz)
  RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  newest record;
BEGIN
  PERFORM FROM ledger_writers AS writer WHERE writer.origin = log AND writer.fence = own_fence FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'fenced';
  END IF;
  SELECT head.size, head.root_sha256 INTO newest FROM ledger_heads AS head
    WHERE head.origin = log ORDER BY head.size DESC LIMIT 1;
  IF newest.size > head_size THEN
    RETURN 'head-behind';
  END IF;
  IF newest.size = head_size THEN
    RETURN CASE WHEN newest.root_sha256 = head_root THEN NULL ELSE 'two-roots' END;
  END IF;
  INSERT INTO ledger_heads (origin, size, root_sha256, note, signed_at)
    VALUES (log, head_size, head_root, head_note, head_signed_at);
  RETURN NULL;
END $$;
