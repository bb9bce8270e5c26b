-- What items are found by. Words are made in the application (services/search), where Chinese is cut into pairs of characters; here
-- they are only kept, so that nothing depends on this database's lc_ctype.

CREATE TABLE search_items (
  item_id     uuid PRIMARY KEY REFERENCES items,
  position    bigint NOT NULL UNIQUE,        -- of the item: lists are in this order
  lexemes     tsvector NOT NULL,             -- its own, those of its sources, and marks to narrow by
  own         tsvector,                      -- null: no source adds any
  own_text    text NOT NULL,
  source_ids  uuid[] NOT NULL,
  stage       text NOT NULL,
  device_id   uuid NOT NULL,
  activity    text,
  verdict     text NOT NULL,
  keeping     text NOT NULL,
  is_held     boolean NOT NULL,
  happened_at timestamptz NOT NULL,          -- recorded, or else received
  turns_on    date                           -- the day after this one it is kept for another reason, or for none
);
-- Without a list of what is pending: every search would read it.
CREATE INDEX search_items_lexemes ON search_items USING gin (lexemes) WITH (fastupdate = off);
CREATE INDEX search_items_turn ON search_items (turns_on) WHERE turns_on IS NOT NULL;

-- What has a secrecy of its own: cases, recording sessions, sealed case files.
CREATE TABLE search_sources (
  id      uuid PRIMARY KEY,
  kind    text NOT NULL CHECK (kind IN ('case', 'session', 'document')),
  lexemes tsvector NOT NULL,
  words   text NOT NULL
);

-- Items of which something changed. Only added to by what changes them, in the same transaction: nobody waits for anybody, and no
-- power cut loses one. Custody takes a mark away in the transaction that writes the words.
CREATE TABLE search_marks (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id uuid NOT NULL,
  since   timestamptz NOT NULL DEFAULT now()
);

-- Nobody reads these for a person: what is found is asked of the walls (infra/postgres/search-store.ts).
ALTER TABLE search_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_sources ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_marks ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION search_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id) VALUES (NEW.item_id);
  RETURN NULL;
END $$;
CREATE FUNCTION search_mark_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER search_received AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION search_mark_item();
CREATE TRIGGER search_changed AFTER UPDATE OF stage, original_sha256, media_check ON items FOR EACH ROW
  WHEN (OLD.stage <> NEW.stage OR OLD.original_sha256 IS DISTINCT FROM NEW.original_sha256
        OR OLD.media_check IS DISTINCT FROM NEW.media_check)
  EXECUTE FUNCTION search_mark_item();
CREATE TRIGGER search_linked AFTER INSERT OR UPDATE ON case_links FOR EACH ROW EXECUTE FUNCTION search_mark();
CREATE TRIGGER search_placed AFTER INSERT OR UPDATE ON session_items FOR EACH ROW EXECUTE FUNCTION search_mark();
CREATE TRIGGER search_noted AFTER INSERT OR UPDATE ON annotations FOR EACH ROW EXECUTE FUNCTION search_mark();
CREATE TRIGGER search_held AFTER INSERT OR UPDATE ON held_items FOR EACH ROW EXECUTE FUNCTION search_mark();
CREATE TRIGGER search_judged AFTER INSERT ON source_verdicts FOR EACH ROW EXECUTE FUNCTION search_mark();
CREATE TRIGGER search_decided AFTER INSERT OR UPDATE OF floor_until, is_open ON retention
  FOR EACH ROW EXECUTE FUNCTION search_mark();
CREATE TRIGGER search_found AFTER INSERT OR UPDATE ON fixity_findings
  FOR EACH ROW WHEN (NEW.item_id IS NOT NULL) EXECUTE FUNCTION search_mark();

CREATE FUNCTION search_mark_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id) SELECT item_id FROM case_links WHERE case_id = NEW.id AND unlinked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER search_retitled AFTER UPDATE ON cases FOR EACH ROW
  WHEN (OLD.number <> NEW.number OR OLD.title <> NEW.title OR OLD.agency_unit IS DISTINCT FROM NEW.agency_unit)
  EXECUTE FUNCTION search_mark_case();

CREATE FUNCTION search_mark_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id) SELECT items_of_session(NEW.id);
  IF TG_OP = 'UPDATE' AND OLD.number <> NEW.number THEN
    INSERT INTO search_marks (item_id) SELECT id FROM items WHERE other_metadata->>'session' = OLD.number;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER search_session AFTER INSERT OR UPDATE ON recording_sessions
  FOR EACH ROW EXECUTE FUNCTION search_mark_session();

CREATE FUNCTION search_mark_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id) SELECT unnest(NEW.item_ids);
  RETURN NULL;
END $$;
CREATE INDEX case_documents_by_item ON case_documents USING gin (item_ids);
CREATE TRIGGER search_documented AFTER INSERT ON case_documents FOR EACH ROW EXECUTE FUNCTION search_mark_document();

CREATE FUNCTION search_mark_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id) SELECT item_id FROM held_items WHERE hold_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER search_released AFTER UPDATE OF released_at ON holds FOR EACH ROW
  WHEN (OLD.released_at IS DISTINCT FROM NEW.released_at) EXECUTE FUNCTION search_mark_released();

-- Items that a device recorded, itself or by a dock that names it, between two times.
CREATE FUNCTION search_mark_carried(device uuid, begun timestamptz, over timestamptz) RETURNS void LANGUAGE sql AS $$
  INSERT INTO search_marks (item_id)
  SELECT i.id FROM items i
   WHERE (i.device_id = device OR i.other_metadata->>'device' = (SELECT name FROM devices WHERE id = device))
     AND coalesce(i.recorded_at, i.received_at) >= begun AND coalesce(i.recorded_at, i.received_at) < coalesce(over, 'infinity')
$$;
CREATE INDEX items_by_named_device ON items ((other_metadata->>'device')) WHERE other_metadata ? 'device';

CREATE FUNCTION search_mark_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_mark_carried(NEW.device_id, NEW.from_at, NEW.to_at);
  PERFORM search_mark_carried(a.device_id, a.from_at, a.to_at) FROM device_assignments a WHERE a.id = NEW.replaces;
  RETURN NULL;
END $$;
CREATE TRIGGER search_carried AFTER INSERT ON device_assignments FOR EACH ROW EXECUTE FUNCTION search_mark_assignment();

CREATE INDEX device_assignments_by_user ON device_assignments (user_id) WHERE user_id IS NOT NULL;
CREATE FUNCTION search_mark_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_mark_carried(a.device_id, a.from_at, a.to_at) FROM device_assignments a WHERE a.user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER search_renamed AFTER UPDATE OF name, display_name, staff_number ON users FOR EACH ROW
  WHEN (OLD.name <> NEW.name OR OLD.display_name <> NEW.display_name OR OLD.staff_number IS DISTINCT FROM NEW.staff_number)
  EXECUTE FUNCTION search_mark_person();

CREATE FUNCTION search_mark_officer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_marks (item_id)
  SELECT m FROM recording_sessions s, items_of_session(s.id) m WHERE NEW.officer_id = ANY (s.officer_ids);
  PERFORM search_mark_carried(a.device_id, a.from_at, a.to_at)
     FROM officers o JOIN device_assignments a ON a.user_id = o.user_id WHERE o.id = NEW.officer_id;
  RETURN NULL;
END $$;
CREATE TRIGGER search_officer AFTER INSERT ON officer_entries FOR EACH ROW EXECUTE FUNCTION search_mark_officer();

CREATE FUNCTION search_mark_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_mark_carried(a.device_id, a.from_at, a.to_at)
     FROM device_assignments a WHERE a.user_id IN (OLD.user_id, NEW.user_id);
  RETURN NULL;
END $$;
CREATE TRIGGER search_account AFTER UPDATE OF user_id ON officers FOR EACH ROW EXECUTE FUNCTION search_mark_account();

-- Whatever is there already.
INSERT INTO search_marks (item_id) SELECT id FROM items WHERE stage NOT IN ('disposing', 'disposed') ORDER BY position DESC;
