-- What is left of items that ended, and the certificates about them.

CREATE TABLE tombstones (
  item_id     uuid PRIMARY KEY REFERENCES items,
  disposal_id uuid NOT NULL REFERENCES disposals,
  begun_at    timestamptz NOT NULL,              -- from then on it is no more
  gone_at     timestamptz                        -- the store showed that nothing of it lies there
);

CREATE FUNCTION tombstones_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.item_id <> OLD.item_id OR NEW.disposal_id <> OLD.disposal_id
     OR NEW.begun_at <> OLD.begun_at OR OLD.gone_at IS NOT NULL THEN
    RAISE EXCEPTION 'a tombstone stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tombstones_stay BEFORE UPDATE OR DELETE ON tombstones
  FOR EACH ROW EXECUTE FUNCTION tombstones_stay();

-- Whoever asks: what is held, kept for ever, open, or before its floor, does not end, and nothing that ended comes back.
CREATE FUNCTION items_end_by_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage IN ('disposing', 'disposed') AND NOT (OLD.stage = 'disposing' AND NEW.stage = 'disposed') THEN
    RAISE EXCEPTION 'what ended does not come back' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.stage = 'disposed' AND OLD.stage <> 'disposing' THEN
    RAISE EXCEPTION 'nothing ends at once' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.stage = 'disposing' AND (OLD.stage <> 'sealed' OR EXISTS (SELECT holds_on(NEW.id))
     OR NOT EXISTS (SELECT FROM retention WHERE item_id = NEW.id AND NOT is_open AND floor_until < current_date)) THEN
    RAISE EXCEPTION 'what is held or promised does not end' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER items_end_by_rule BEFORE UPDATE OF stage ON items
  FOR EACH ROW WHEN (NEW.stage IN ('disposing', 'disposed') OR OLD.stage IN ('disposing', 'disposed'))
  EXECUTE FUNCTION items_end_by_rule();

-- The first time stamp by which a batch began to end: what it is over, and the answer of the authority.
CREATE TABLE disposal_stamps (
  disposal_id uuid PRIMARY KEY REFERENCES disposals,
  authority   text NOT NULL,
  text        text NOT NULL,
  response    bytea NOT NULL,
  gen_time    timestamptz NOT NULL
);

CREATE TABLE disposal_files (
  disposal_id uuid NOT NULL REFERENCES disposals,
  name        text NOT NULL,
  media_type  text NOT NULL,
  bytes       bytea NOT NULL,
  PRIMARY KEY (disposal_id, name)
);
