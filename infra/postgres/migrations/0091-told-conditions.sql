-- What people say has come about of an item or a case, or has not: a correction is a new row, and the last one counts.

CREATE TABLE told_conditions (
  position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id   uuid REFERENCES items,
  case_id   uuid REFERENCES cases,
  condition text NOT NULL CHECK (condition IN ('purpose-met', 'proceedings-over')),
  came_on   date,                          -- null: it has not come about, whatever was told before
  authority text NOT NULL,                 -- what says so: a document and its number
  told_at   timestamptz NOT NULL,
  told_by   text NOT NULL,
  CHECK ((item_id IS NULL) <> (case_id IS NULL)),
  CHECK (case_id IS NULL OR condition = 'proceedings-over')
);
CREATE INDEX told_conditions_of_item ON told_conditions (item_id, condition, position) WHERE item_id IS NOT NULL;
CREATE INDEX told_conditions_of_case ON told_conditions (case_id, position) WHERE case_id IS NOT NULL;

CREATE FUNCTION told_conditions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was told stays on record' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER told_conditions_stay BEFORE UPDATE OR DELETE ON told_conditions
  FOR EACH ROW EXECUTE FUNCTION told_conditions_stay();

CREATE FUNCTION retention_mark_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO retention_marks (item_id)
    SELECT NEW.item_id WHERE NEW.item_id IS NOT NULL
    UNION
    SELECT item_id FROM case_links WHERE case_id = NEW.case_id AND unlinked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER retention_told_condition AFTER INSERT ON told_conditions
  FOR EACH ROW EXECUTE FUNCTION retention_mark_told();
