-- How long each item is kept and why; what changed since; and when its locks are due.

CREATE TABLE retention (
  item_id          uuid PRIMARY KEY REFERENCES items,
  number           integer NOT NULL,            -- counts decisions: a save names the one that it saw
  floor_until      date NOT NULL,               -- last day it must be kept; 'infinity': for ever
  is_open          boolean NOT NULL,            -- kept beyond that, until something comes about
  ceiling_until    date,                        -- last day it may be kept
  conflict         boolean NOT NULL,            -- the ceiling comes before the floor
  restricted_from  date,                        -- from then on it is only stored
  unknown_activity boolean NOT NULL,
  class            text,                        -- codes, the one it started in first; null: no pack was in force
  pack             text,                        -- code and version, "cn-hainan-2019 1"
  decision         text NOT NULL,               -- exact text
  decision_sha256  text NOT NULL,
  outcome_sha256   text NOT NULL,               -- of what was decided, whatever pack said so
  decided_at       timestamptz NOT NULL,
  locked_until     timestamptz,                 -- as the store showed it, once it was prolonged
  lock_at          timestamptz                  -- when its locks are due next; null: they hold
);
CREATE INDEX retention_locks_due ON retention (lock_at) WHERE lock_at IS NOT NULL;
CREATE INDEX retention_by_floor ON retention (floor_until);

-- What was promised never gets shorter and is never forgotten, whoever writes here.
CREATE FUNCTION retention_never_falls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'what was promised is not forgotten' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.floor_until < OLD.floor_until OR NEW.locked_until < OLD.locked_until OR NEW.number < OLD.number THEN
    RAISE EXCEPTION 'what was promised never gets shorter' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER retention_never_falls BEFORE UPDATE OR DELETE ON retention
  FOR EACH ROW EXECUTE FUNCTION retention_never_falls();

-- Decisions that custody tells of, each with its leaf. The house's own floor alone is told by the seal.
CREATE TABLE retention_told (
  item_id         uuid NOT NULL REFERENCES items,
  number          integer NOT NULL,
  floor_until     date NOT NULL,
  decision        text NOT NULL,
  decision_sha256 text NOT NULL,
  is_entered      boolean NOT NULL DEFAULT false,  -- the ledger holds it
  PRIMARY KEY (item_id, number)
);
CREATE INDEX retention_not_entered ON retention_told (item_id, number) WHERE NOT is_entered;

-- An item to be decided anew. Every change adds a row of its own: one that comes while an older one is worked off stays.
CREATE TABLE retention_marks (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES items
);

-- How far the pass over all items is.
CREATE TABLE retention_pass (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  basis    text NOT NULL,          -- names the pack, the calendar and the settings that it decides by
  after    bigint NOT NULL,        -- position of the item that it decided last
  began_at timestamptz NOT NULL,
  ended_at timestamptz
);

CREATE FUNCTION retention_mark_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO retention_marks (item_id) VALUES (NEW.item_id);
  RETURN NULL;
END $$;
CREATE TRIGGER retention_link AFTER INSERT OR UPDATE ON case_links
  FOR EACH ROW EXECUTE FUNCTION retention_mark_item();

CREATE FUNCTION retention_mark_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO retention_marks (item_id)
    SELECT item_id FROM case_links WHERE case_id = NEW.id AND unlinked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER retention_case AFTER UPDATE ON cases
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION retention_mark_case();

CREATE FUNCTION retention_mark_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.stage = 'sealed' AND OLD.stage <> 'sealed' THEN
    INSERT INTO retention_marks (item_id) VALUES (NEW.id);
  END IF;
  -- Copies that were sealed after the original was locked for longer are locked for as long.
  IF NEW.viewing_stage = 'ready' AND OLD.viewing_stage <> 'ready' THEN
    UPDATE retention SET lock_at = now() WHERE item_id = NEW.id AND (locked_until IS NOT NULL OR lock_at IS NOT NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER retention_sealed AFTER UPDATE OF stage, viewing_stage ON items
  FOR EACH ROW EXECUTE FUNCTION retention_mark_sealed();
