-- A flag of an item can be taken back: what stood stays, with both reasons.

ALTER TABLE item_flags
  DROP CONSTRAINT item_flags_pkey,
  ADD COLUMN position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ADD COLUMN ended_at   timestamptz,
  ADD COLUMN ended_by   text,
  ADD COLUMN end_reason text,
  ADD CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL));
CREATE UNIQUE INDEX item_flags_standing ON item_flags (item_id, flag) WHERE ended_at IS NULL;
CREATE INDEX item_flags_of_item ON item_flags (item_id);

CREATE FUNCTION item_flags_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
     OR (NEW.item_id, NEW.flag, NEW.set_at, NEW.set_by, NEW.reason)
        IS DISTINCT FROM (OLD.item_id, OLD.flag, OLD.set_at, OLD.set_by, OLD.reason) THEN
    RAISE EXCEPTION 'a flag that stood stays on record' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER item_flags_stay BEFORE UPDATE OR DELETE ON item_flags
  FOR EACH ROW EXECUTE FUNCTION item_flags_stay();
