-- What stays longer because somebody asked for it, and which looks at what is kept are done and due.

CREATE TABLE retention_extensions (
  position        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id         uuid NOT NULL REFERENCES items,
  asked_by        text NOT NULL CHECK (asked_by IN ('subject', 'agency')),
  time            integer NOT NULL CHECK (time > 0),   -- which of its kind of this item
  term            text NOT NULL,                       -- ISO 8601
  from_on         date NOT NULL,                       -- the day it counts from
  until_on        date NOT NULL CHECK (until_on > from_on),
  reason          text NOT NULL,
  document        text,                                -- what asks for it, as its number
  document_sha256 text,
  pack            text NOT NULL,                       -- code and version, by whose rule
  extended_at     timestamptz NOT NULL,
  extended_by     text NOT NULL,
  UNIQUE (item_id, asked_by, time),
  CHECK ((document IS NULL) = (document_sha256 IS NULL)),
  CHECK (asked_by <> 'subject' OR document IS NOT NULL)
);

CREATE TABLE retention_reviews (
  position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id     uuid NOT NULL REFERENCES items,
  reviewed_on date NOT NULL,
  next_on     date NOT NULL CHECK (next_on > reviewed_on),
  reason      text NOT NULL,
  reviewed_at timestamptz NOT NULL,
  reviewed_by text NOT NULL
);
CREATE INDEX retention_reviews_of_item ON retention_reviews (item_id, position);

CREATE FUNCTION retention_told_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was promised and looked at stays on record' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER retention_extensions_stay BEFORE UPDATE OR DELETE ON retention_extensions
  FOR EACH ROW EXECUTE FUNCTION retention_told_stays();
CREATE TRIGGER retention_reviews_stay BEFORE UPDATE OR DELETE ON retention_reviews
  FOR EACH ROW EXECUTE FUNCTION retention_told_stays();

CREATE TRIGGER retention_extended AFTER INSERT ON retention_extensions
  FOR EACH ROW EXECUTE FUNCTION retention_mark_item();
CREATE TRIGGER retention_reviewed AFTER INSERT ON retention_reviews
  FOR EACH ROW EXECUTE FUNCTION retention_mark_item();

-- When somebody has to look whether it is still needed; null: nobody has to.
ALTER TABLE retention ADD COLUMN review_on date;
CREATE INDEX retention_reviews_due ON retention (review_on) WHERE review_on IS NOT NULL;

-- Whoever asks: what is held, kept for ever, open, before its floor, or was extended, does not end, and nothing that ended comes back.
CREATE OR REPLACE FUNCTION items_end_by_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage IN ('disposing', 'disposed') AND NOT (OLD.stage = 'disposing' AND NEW.stage = 'disposed') THEN
    RAISE EXCEPTION 'what ended does not come back' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.stage = 'disposed' AND OLD.stage <> 'disposing' THEN
    RAISE EXCEPTION 'nothing ends at once' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.stage = 'disposing' AND (OLD.stage <> 'sealed' OR EXISTS (SELECT holds_on(NEW.id))
     OR EXISTS (SELECT FROM retention_extensions WHERE item_id = NEW.id AND until_on >= current_date)
     OR NOT EXISTS (SELECT FROM retention WHERE item_id = NEW.id AND NOT is_open AND floor_until < current_date)) THEN
    RAISE EXCEPTION 'what is held or promised does not end' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
