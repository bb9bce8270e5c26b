-- What is told to others as it happens (services/events): one line, written with what it tells and numbered after that was
-- committed, so that whoever read up to a number has missed nothing before it. Ids and times alone.

CREATE TABLE published_events (
  entered    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sequence   bigint UNIQUE,                 -- from 1 without gaps; null until number_events() gave it
  type       text NOT NULL,
  at         timestamptz NOT NULL,
  item_id    uuid,
  case_id    uuid,
  session_id uuid,
  package_id uuid,
  hold_id    uuid
);
CREATE INDEX published_events_waiting ON published_events (entered) WHERE sequence IS NULL;

-- Known to whoever may know of everything that it names. Packages and holds are looked up by their own policies.
GRANT SELECT ON published_events TO holdfast_reader;
ALTER TABLE published_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON published_events FOR SELECT TO holdfast_reader USING (
  (item_id IS NULL OR sees_item(item_id)) AND (case_id IS NULL OR sees_case(case_id))
  AND (session_id IS NULL OR sees_session(session_id))
  AND (package_id IS NULL OR EXISTS (SELECT FROM packages p WHERE p.id = package_id))
  AND (hold_id IS NULL OR EXISTS (SELECT FROM holds h WHERE h.id = hold_id)));

-- Numbers up to `most` of those that wait and answers the last number that there is. One at a time: each statement of a
-- function in PL/pgSQL sees what was committed until then, so what another caller numbered before.
CREATE FUNCTION number_events(most integer) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  last bigint;
BEGIN
  IF EXISTS (SELECT FROM published_events WHERE sequence IS NULL) THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('published events', 0));
    SELECT coalesce(max(sequence), 0) INTO last FROM published_events;
    UPDATE published_events AS event SET sequence = last + waiting.place
      FROM (SELECT entered, row_number() OVER (ORDER BY entered) AS place
              FROM (SELECT entered FROM published_events WHERE sequence IS NULL ORDER BY entered LIMIT most) AS first) AS waiting
     WHERE event.entered = waiting.entered;
  END IF;
  SELECT coalesce(max(sequence), 0) INTO last FROM published_events;
  RETURN last;
END $$;
