-- As in migration 0072, with nothing left to choose for the planner: it made its plans when the connection was young and statistics were missing
-- or old (a new house, a restored one, a log that grew fast), and then read the whole ledger for each batch, to hold it against a handful
-- of leaves. A subquery that gives one value is looked up for each row; that it is looked up by an index, the setting sees to.
CREATE OR REPLACE FUNCTION ledger_place(log text, own_fence bigint, agency text, given text[])
  RETURNS TABLE (refused text, index bigint, leaf text) LANGUAGE plpgsql VOLATILE SET enable_seqscan = off AS $$
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
        AND (SELECT true FROM ledger_entries AS entry WHERE entry.origin = later.origin LIMIT 1);
    IF FOUND THEN
      RETURN QUERY SELECT 'later-log', NULL::bigint, NULL::text;
      RETURN;
    END IF;
    SELECT published + count(*) INTO next FROM ledger_entries AS entry
      WHERE entry.origin = log AND entry.index >= published;
    INSERT INTO ledger_entries (origin, index, leaf)
      SELECT log, next + row_number() OVER (ORDER BY fresh.position) - 1, fresh.leaf
      FROM unnest(given) WITH ORDINALITY AS fresh (leaf, position)
      WHERE (SELECT true FROM ledger_entries AS standing WHERE standing.leaf = fresh.leaf) IS NULL;
  END IF;
  RETURN QUERY SELECT NULL::text, entry.index, entry.leaf FROM ledger_entries AS entry
    WHERE entry.origin = log AND entry.index >= published ORDER BY entry.index;
END $$;
