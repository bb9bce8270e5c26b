-- A database that was restored to an older point takes up what was signed since, as the store's bundles tell it (ledger catch-up).

-- From `first` on, behind what is published, the log's entries become `given`; what was placed there and never published is no entry.
-- NULL once they stand, else why nothing changed. May run again, also for what stands already.
CREATE FUNCTION ledger_take_up(log text, own_fence bigint, first bigint, given text[])
  RETURNS text LANGUAGE plpgsql VOLATILE SET enable_seqscan = off AS $$
BEGIN
  PERFORM FROM ledger_writers AS writer WHERE writer.origin = log AND writer.fence = own_fence FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 'fenced';
  END IF;
  IF first < (SELECT coalesce(max(head.size), 0) FROM ledger_heads AS head WHERE head.origin = log) THEN
    RETURN 'head-behind';
  END IF;
  DELETE FROM ledger_entries AS entry WHERE entry.origin = log AND entry.index >= first;
  INSERT INTO ledger_entries (origin, index, leaf)
    SELECT log, first + taken.position - 1, taken.leaf FROM unnest(given) WITH ORDINALITY AS taken (leaf, position);
  RETURN NULL;
EXCEPTION WHEN unique_violation THEN
  RETURN 'two-places';
END $$;
