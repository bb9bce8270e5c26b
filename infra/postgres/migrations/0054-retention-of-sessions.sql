-- What is told of a session counts for its items, and each change of it has them decided anew.

-- Since when a session has each of its flags; kept by the trigger below, for all that write sessions.
CREATE TABLE session_flags (
  session_id uuid NOT NULL REFERENCES recording_sessions,
  flag       text NOT NULL,
  set_at     timestamptz NOT NULL,
  PRIMARY KEY (session_id, flag)
);
-- Nobody noted when: the latest that it can have been.
INSERT INTO session_flags SELECT DISTINCT id, flag, now() FROM recording_sessions, unnest(flags) AS flag;

CREATE INDEX IF NOT EXISTS items_by_declared_session ON items ((other_metadata->>'session'));

CREATE FUNCTION retention_mark_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM session_flags WHERE session_id = NEW.id AND flag <> ALL (NEW.flags);
  INSERT INTO session_flags SELECT DISTINCT NEW.id, flag, now() FROM unnest(NEW.flags) AS flag
    ON CONFLICT DO NOTHING;
  INSERT INTO retention_marks (item_id)
    SELECT item_id FROM session_items WHERE session_id = NEW.id AND ended_at IS NULL
    UNION
    SELECT i.id FROM items i
     WHERE i.other_metadata->>'session' = ANY (ARRAY[NEW.number, OLD.number])
       AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id);
  RETURN NULL;
END $$;
CREATE TRIGGER retention_session AFTER INSERT ON recording_sessions
  FOR EACH ROW EXECUTE FUNCTION retention_mark_session();
CREATE TRIGGER retention_session_changed AFTER UPDATE ON recording_sessions
  FOR EACH ROW WHEN ((OLD.number, OLD.activities, OLD.flags) IS DISTINCT FROM (NEW.number, NEW.activities, NEW.flags))
  EXECUTE FUNCTION retention_mark_session();
CREATE TRIGGER retention_session_item AFTER INSERT OR UPDATE ON session_items
  FOR EACH ROW EXECUTE FUNCTION retention_mark_item();

INSERT INTO retention_marks (item_id)
  SELECT i.id FROM items i
   WHERE EXISTS (SELECT FROM session_items p WHERE p.item_id = i.id)
      OR i.other_metadata->>'session' IN (SELECT number FROM recording_sessions);
