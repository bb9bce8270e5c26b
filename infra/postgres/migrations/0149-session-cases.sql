-- What this service recorded as part of a session, or made of that, is of it whatever number the session has later, and is of its case.

-- Of a live take; of what was made of such, where all of it is of one session. Null: neither.
CREATE FUNCTION session_recorded_in(item uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT c.session_id FROM live_takes t JOIN live_channels c ON c.id = t.channel_id WHERE t.id = item),
    (SELECT CASE WHEN count(*) = count(p.session_id) AND count(DISTINCT p.session_id) = 1 THEN min(p.session_id::text)::uuid END
       FROM derived_inputs i LEFT JOIN session_items p
         ON p.item_id = i.item_id AND p.ended_at IS NULL AND p.placed_by = 'process:live'
      WHERE i.request_id = item)) $$;

CREATE FUNCTION session_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held uuid := session_recorded_in(NEW.id);
BEGIN
  IF held IS NOT NULL THEN
    INSERT INTO session_items (session_id, item_id, placed_at, placed_by) VALUES (held, NEW.id, NEW.received_at, 'process:live');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER session_places AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION session_places();

-- Takes whose case is to be looked at again (services/sessions/follow-case.ts). A mark is forgotten by the transaction that
-- reads the session after it; one that is made meanwhile stays.
CREATE TABLE session_case_marks (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id    uuid NOT NULL REFERENCES items,
  session_id uuid NOT NULL REFERENCES recording_sessions
);
CREATE INDEX session_case_marks_by_item ON session_case_marks (item_id);

CREATE FUNCTION session_case_mark_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO session_case_marks (item_id, session_id) VALUES (NEW.item_id, NEW.session_id);
  RETURN NULL;
END $$;
CREATE TRIGGER session_case_item AFTER INSERT ON session_items
  FOR EACH ROW WHEN (NEW.placed_by = 'process:live') EXECUTE FUNCTION session_case_mark_item();

CREATE FUNCTION session_case_mark_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO session_case_marks (item_id, session_id)
    SELECT item_id, session_id FROM session_items
     WHERE session_id = NEW.id AND ended_at IS NULL AND placed_by = 'process:live' ORDER BY item_id;
  RETURN NULL;
END $$;
CREATE TRIGGER session_case AFTER UPDATE OF case_id ON recording_sessions
  FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION session_case_mark_session();

-- In the order of arrival: what was made comes after what it was made of.
DO $$
DECLARE
  known record;
  held uuid;
BEGIN
  FOR known IN SELECT i.id, i.received_at FROM items i
                WHERE (EXISTS (SELECT FROM live_takes t WHERE t.id = i.id) OR EXISTS (SELECT FROM derived_requests d WHERE d.id = i.id))
                  AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id) ORDER BY i.position LOOP
    held := session_recorded_in(known.id);
    IF held IS NOT NULL THEN
      INSERT INTO session_items (session_id, item_id, placed_at, placed_by) VALUES (held, known.id, known.received_at, 'process:live');
    END IF;
  END LOOP;
END $$;

-- The walls of its session's case stand around a take from its first moment, also while nobody has entered yet that it is of it.
CREATE OR REPLACE VIEW standing_links AS
  SELECT item_id, case_id FROM case_links WHERE unlinked_at IS NULL
  UNION ALL
  SELECT m.item_id, s.case_id FROM session_case_marks m JOIN recording_sessions s ON s.id = m.session_id WHERE s.case_id IS NOT NULL;

CREATE OR REPLACE VIEW secrecy_walls AS
  SELECT item_id, kind, until, scope, secrecy_rank(kind, status) AS rank
    FROM secrecy_labels WHERE item_id IS NOT NULL AND ended_at IS NULL
  UNION ALL
  SELECT k.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM case_links k JOIN secrecy_labels l ON l.case_id = k.case_id
   WHERE k.unlinked_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT m.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM session_case_marks m JOIN recording_sessions s ON s.id = m.session_id JOIN secrecy_labels l ON l.case_id = s.case_id
   WHERE l.ended_at IS NULL
  UNION ALL
  SELECT p.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM session_items p JOIN secrecy_labels l ON l.session_id = p.session_id
   WHERE p.ended_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT i.id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM items i JOIN recording_sessions s ON s.number = i.other_metadata->>'session'
    JOIN secrecy_labels l ON l.session_id = s.id
   WHERE l.ended_at IS NULL AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM walling_sources d JOIN secrecy_labels l ON l.item_id = d.source_id WHERE l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM walling_sources d JOIN case_links k ON k.item_id = d.source_id JOIN secrecy_labels l ON l.case_id = k.case_id
   WHERE k.unlinked_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM walling_sources d JOIN session_items p ON p.item_id = d.source_id JOIN secrecy_labels l ON l.session_id = p.session_id
   WHERE p.ended_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM walling_sources d JOIN items i ON i.id = d.source_id
    JOIN recording_sessions s ON s.number = i.other_metadata->>'session'
    JOIN secrecy_labels l ON l.session_id = s.id
   WHERE l.ended_at IS NULL AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id);
