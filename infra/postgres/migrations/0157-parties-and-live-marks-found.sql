-- Items are found by the names of their cases' parties, and by what was marked while their session ran. Names stand apart from the
-- case's other words: not everybody who may know of a case is shown them.

ALTER TABLE search_sources DROP CONSTRAINT search_sources_kind_check;
ALTER TABLE search_sources ADD CONSTRAINT search_sources_kind_check CHECK (kind IN ('case', 'session', 'document', 'parties'));

-- What the names of a case's parties are kept as: every id of search_sources is of one kind.
CREATE FUNCTION search_parties_of(held uuid) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5('parties of ' || held::text)::uuid $$;
CREATE INDEX case_parties_found ON case_parties (search_parties_of(case_id));
-- Whose wall they stand behind; null: of another kind.
ALTER TABLE search_sources ADD COLUMN case_id uuid;
ALTER TABLE search_sources ADD CONSTRAINT search_sources_of_case CHECK ((kind = 'parties') = (case_id IS NOT NULL));

CREATE FUNCTION search_mark_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id) SELECT item_id FROM case_links WHERE case_id = NEW.case_id AND unlinked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER search_party AFTER INSERT OR UPDATE ON case_parties FOR EACH ROW EXECUTE FUNCTION search_mark_party();

CREATE FUNCTION search_mark_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id) SELECT items_of_session(NEW.session_id);
  RETURN NULL;
END $$;
CREATE TRIGGER search_marked_live AFTER INSERT ON live_events FOR EACH ROW
  WHEN (NEW.kind IN ('marker', 'announcement') AND NEW.words IS NOT NULL) EXECUTE FUNCTION search_mark_live();

-- Whatever is there already.
INSERT INTO search_marks (item_id)
SELECT l.item_id FROM case_links l WHERE l.unlinked_at IS NULL AND EXISTS (SELECT FROM case_parties p WHERE p.case_id = l.case_id)
UNION
SELECT m FROM recording_sessions s, items_of_session(s.id) m
 WHERE EXISTS (SELECT FROM live_events e WHERE e.session_id = s.id AND e.words IS NOT NULL);
