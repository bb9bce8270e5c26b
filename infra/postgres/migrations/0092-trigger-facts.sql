-- A session that ends, and a classification, have what counts from them decided anew.

CREATE INDEX secrecy_labels_confirmed_item ON secrecy_labels (item_id) WHERE status = 'confirmed' AND item_id IS NOT NULL;
CREATE INDEX secrecy_labels_confirmed_case ON secrecy_labels (case_id) WHERE status = 'confirmed' AND case_id IS NOT NULL;
CREATE INDEX secrecy_labels_confirmed_session ON secrecy_labels (session_id) WHERE status = 'confirmed' AND session_id IS NOT NULL;

CREATE FUNCTION retention_mark_classified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO retention_marks (item_id)
    SELECT NEW.item_id WHERE NEW.item_id IS NOT NULL
    UNION
    SELECT item_id FROM case_links WHERE case_id = NEW.case_id AND unlinked_at IS NULL
    UNION
    SELECT item_id FROM session_items WHERE session_id = NEW.session_id AND ended_at IS NULL
    UNION
    SELECT i.id FROM recording_sessions s JOIN items i ON i.other_metadata->>'session' = s.number
     WHERE s.id = NEW.session_id AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id);
  RETURN NULL;
END $$;
CREATE TRIGGER retention_classified AFTER INSERT OR UPDATE OF status, issued_on ON secrecy_labels
  FOR EACH ROW WHEN (NEW.status = 'confirmed') EXECUTE FUNCTION retention_mark_classified();

CREATE TRIGGER retention_session_ended AFTER UPDATE ON recording_sessions
  FOR EACH ROW WHEN (OLD.facts->>'stoppedAt' IS DISTINCT FROM NEW.facts->>'stoppedAt')
  EXECUTE FUNCTION retention_mark_session();
