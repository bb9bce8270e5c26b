-- How secret items and cases are, what people are cleared for, and who is set to a case. Nothing here is ever deleted.

CREATE TABLE secrecy_labels (
  id          uuid PRIMARY KEY,
  position    bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  item_id     uuid REFERENCES items,
  case_id     uuid REFERENCES cases,
  kind        text NOT NULL CHECK (kind IN ('secret', 'highly-secret', 'top-secret', 'work', 'trade', 'privacy',
                                            'minor', 'informant', 'set-apart')),
  status      text NOT NULL CHECK (status IN ('declared', 'proposed', 'confirmed')),
  issued_on   date NOT NULL,
  until       date,                       -- the first day on which it is in force no more; null: until it is ended
  condition   text,                       -- what ends it before, in words
  scope       uuid[],                     -- the only people who may know; null: all who are cleared
  basis       text NOT NULL,
  report_by   date,                       -- of a proposal: the last day for reporting it
  set_at      timestamptz NOT NULL,
  set_by      text NOT NULL,
  ended_at    timestamptz,
  ended_by    text,
  end_reason  text,
  version     integer NOT NULL DEFAULT 0,
  CHECK ((item_id IS NULL) <> (case_id IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX secrecy_labels_of_item ON secrecy_labels (item_id) WHERE ended_at IS NULL;
CREATE INDEX secrecy_labels_of_case ON secrecy_labels (case_id) WHERE ended_at IS NULL;

CREATE TABLE clearances (
  user_id   uuid PRIMARY KEY REFERENCES users,
  state     text CHECK (state IN ('secret', 'highly-secret', 'top-secret')),
  duties    text[] NOT NULL,
  until     date,                         -- from that day on the role's own clearance counts again
  set_at    timestamptz NOT NULL,
  set_by    text NOT NULL
);

CREATE TABLE case_people (
  case_id   uuid NOT NULL REFERENCES cases,
  user_id   uuid NOT NULL REFERENCES users,
  until     date,
  set_at    timestamptz NOT NULL,
  set_by    text NOT NULL,
  PRIMARY KEY (case_id, user_id)
);

-- 3 for 绝密, 0 for what is no state secret. A proposal is protected as the highest level.
CREATE FUNCTION secrecy_rank(kind text, status text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN kind NOT IN ('secret', 'highly-secret', 'top-secret') THEN 0
              WHEN status = 'proposed' OR kind = 'top-secret' THEN 3
              WHEN kind = 'highly-secret' THEN 2 ELSE 1 END $$;

-- What stands between people and an item: its own labels, and those of the cases it belongs to.
CREATE VIEW secrecy_walls AS
  SELECT item_id, kind, until, scope, secrecy_rank(kind, status) AS rank
    FROM secrecy_labels WHERE item_id IS NOT NULL AND ended_at IS NULL
  UNION ALL
  SELECT k.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM case_links k JOIN secrecy_labels l ON l.case_id = k.case_id
   WHERE k.unlinked_at IS NULL AND l.ended_at IS NULL;

-- What a device said of a recording protects it from the moment it is an item, whichever way it came in.
CREATE FUNCTION secrecy_declared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, basis, set_at, set_by)
  SELECT gen_random_uuid(), NEW.id, word, 'declared', NEW.received_at::date, 'Upload-Metadata', NEW.received_at,
         'device:' || NEW.device_id
    FROM unnest(string_to_array(NEW.other_metadata ->> 'secrecy', ' ')) AS word
   WHERE word IN ('secret', 'highly-secret', 'top-secret', 'work', 'trade', 'privacy', 'minor', 'informant');
  RETURN NULL;
END $$;
CREATE TRIGGER secrecy_declared AFTER INSERT ON items
  FOR EACH ROW WHEN (NEW.other_metadata ? 'secrecy') EXECUTE FUNCTION secrecy_declared();
