-- Batches of items on their way to disposal, and what people decided of them.

CREATE TABLE disposals (
  id               uuid PRIMARY KEY,
  position         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  reason           text NOT NULL,
  proposed_by      uuid NOT NULL REFERENCES users,
  proposed_at      timestamptz NOT NULL,
  notice_on        text NOT NULL CHECK (notice_on ~ '^\d{4}-\d\d-\d\d$'),  -- last day, in the agency's zone
  notice_until     timestamptz NOT NULL,
  list             text NOT NULL,                -- exact text of what is proposed
  list_sha256      text NOT NULL,
  appraised_by     uuid REFERENCES users,
  appraised_at     timestamptz,
  appraisal        text,                         -- exact text of what is to become of each item
  appraisal_sha256 text,
  grace_until      timestamptz,                  -- nothing is destroyed before; null: it is not approved
  stopped_by       uuid REFERENCES users,
  stopped_at       timestamptz,
  stop_reason      text,
  finished_at      timestamptz,
  CHECK ((appraised_by IS NULL) = (appraisal IS NULL) AND (appraisal IS NULL) = (appraisal_sha256 IS NULL)),
  CHECK ((stopped_by IS NULL) = (stopped_at IS NULL)),
  CHECK (grace_until IS NULL OR appraisal IS NOT NULL)
);
CREATE INDEX disposals_running ON disposals (position) WHERE finished_at IS NULL;

CREATE TABLE disposal_approvals (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  disposal_id uuid NOT NULL REFERENCES disposals,
  approved_by uuid NOT NULL REFERENCES users,
  approved_at timestamptz NOT NULL,
  sha256      text NOT NULL                      -- of the appraisal that was read
);
CREATE INDEX disposal_approvals_of ON disposal_approvals (disposal_id);

-- Two people, neither of whom proposed or appraised it, whatever the code says.
CREATE FUNCTION disposal_takes_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.approved_by IN (SELECT unnest(ARRAY[proposed_by, appraised_by]) FROM disposals WHERE id = NEW.disposal_id) THEN
    RAISE EXCEPTION 'who proposed or appraised a disposal does not approve it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disposal_takes_two BEFORE INSERT OR UPDATE ON disposal_approvals
  FOR EACH ROW EXECUTE FUNCTION disposal_takes_two();

CREATE FUNCTION disposal_grace_after_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.grace_until IS NOT NULL AND OLD.grace_until IS NULL AND
     (SELECT count(DISTINCT approved_by) FROM disposal_approvals
       WHERE disposal_id = NEW.id AND sha256 = NEW.appraisal_sha256) < 2 THEN
    RAISE EXCEPTION 'a disposal takes two approvals' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.list <> OLD.list OR NEW.appraisal <> OLD.appraisal OR NEW.grace_until < OLD.grace_until THEN
    RAISE EXCEPTION 'what people read of a disposal never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disposal_grace_after_two BEFORE UPDATE ON disposals
  FOR EACH ROW EXECUTE FUNCTION disposal_grace_after_two();

CREATE TABLE disposal_items (
  disposal_id  uuid NOT NULL REFERENCES disposals,
  item_id      uuid NOT NULL REFERENCES items,
  place        integer NOT NULL,                 -- in the list
  frozen       jsonb NOT NULL,                   -- what was told of it when it was proposed
  decision     text CHECK (decision IN ('destroy', 'keep')),
  why          text,
  outcome      text CHECK (outcome IN ('kept', 'dropped', 'destroying', 'destroyed')),  -- null: on its way
  against      text[] NOT NULL DEFAULT '{}',     -- what it was dropped for
  destroyed_at timestamptz,
  PRIMARY KEY (disposal_id, item_id)
);
-- An item is in one batch at a time.
CREATE UNIQUE INDEX disposal_items_running ON disposal_items (item_id) WHERE outcome IS NULL;
CREATE INDEX disposal_items_by_item ON disposal_items (item_id);
