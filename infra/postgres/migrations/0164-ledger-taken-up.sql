-- A database that was restored to an older point takes up what was signed since, as the store's bundles tell it (ledger catch-up).

-- Which entries this database took up from the store: what they tell of may be younger than the backup that it was made of, and lost.
CREATE TABLE ledger_taken_up (
  origin   text NOT NULL,
  first    bigint NOT NULL,
  last     bigint NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (origin, first),
  CHECK (first <= last)
);

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
  DELETE FROM ledger_entries AS entry WHERE entry.origin = log AND entry.index >= ledger_take_up.first;
  DELETE FROM ledger_taken_up AS taken WHERE taken.origin = log AND taken.first >= ledger_take_up.first;
  INSERT INTO ledger_entries (origin, index, leaf)
    SELECT log, ledger_take_up.first + taken.position - 1, taken.leaf FROM unnest(given) WITH ORDINALITY AS taken (leaf, position);
  IF cardinality(given) > 0 THEN
    INSERT INTO ledger_taken_up (origin, first, last) VALUES (log, ledger_take_up.first, ledger_take_up.first + cardinality(given) - 1);
  END IF;
  RETURN NULL;
EXCEPTION WHEN unique_violation THEN
  RETURN 'two-places';
END $$;
