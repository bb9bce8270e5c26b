-- Spot checks: a population that was fixed, what was drawn from it, closed sheets and answers as exact texts. Nothing is deleted.

CREATE TABLE spot_checks (
  id           uuid PRIMARY KEY,
  position     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  subject      text NOT NULL CHECK (subject IN ('session', 'item', 'case')),
  sheet        text NOT NULL,             -- code in the policy pack of that day
  period       text NOT NULL,
  unit_ids     uuid[] NOT NULL,           -- the population, sorted
  sample_size  integer NOT NULL CHECK (sample_size > 0),
  due_on       date,
  fixed_at     timestamptz NOT NULL,
  fixed_by     uuid NOT NULL REFERENCES users,
  -- By which signed head of the ledger it was drawn.
  seed         text,
  origin       text,
  tree_size    bigint,
  drawn_at     timestamptz,
  drawn_ids    uuid[],                    -- in the order in which they were drawn
  CHECK ((seed IS NULL) = (drawn_at IS NULL) AND (seed IS NULL) = (drawn_ids IS NULL)
     AND (seed IS NULL) = (origin IS NULL) AND (seed IS NULL) = (tree_size IS NULL))
);

CREATE TABLE spot_check_papers (
  id           uuid PRIMARY KEY,
  position     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  check_id     uuid NOT NULL REFERENCES spot_checks,
  kind         text NOT NULL CHECK (kind IN ('population', 'sheet', 'answer')),
  unit_id      uuid,
  number       integer NOT NULL CHECK (number > 0),  -- version of the sheet; of an answer that of the sheet it answers
  text         text NOT NULL,
  sha256       text NOT NULL,                        -- of the text in UTF-8
  item_ids     uuid[] NOT NULL,                      -- it is as secret as these
  session_ids  uuid[] NOT NULL,                      -- and as these
  salt         bytea NOT NULL,                       -- of the commitment in the ledger
  made_at      timestamptz NOT NULL,
  made_by      uuid NOT NULL REFERENCES users,
  result       jsonb,                                -- of a sheet: its numbers, and whose work it is
  signature    bytea,                                -- detached CMS, once custody signed it
  is_entered   boolean NOT NULL DEFAULT false,
  CHECK ((kind = 'population') = (unit_id IS NULL)),
  CHECK ((kind = 'sheet') = (result IS NOT NULL))
);
CREATE UNIQUE INDEX spot_check_sheets ON spot_check_papers (check_id, kind, unit_id, number) NULLS NOT DISTINCT
  WHERE kind <> 'answer';
CREATE UNIQUE INDEX spot_check_answers ON spot_check_papers (check_id, unit_id, number, made_by) WHERE kind = 'answer';
CREATE INDEX spot_check_papers_due ON spot_check_papers (position) WHERE NOT is_entered;
CREATE INDEX spot_check_papers_about ON spot_check_papers USING gin ((result->'checkedIds')) WHERE kind = 'sheet';

CREATE FUNCTION spot_check_papers_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'population' THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT FROM spot_checks c WHERE c.id = NEW.check_id AND NEW.unit_id = ANY (c.drawn_ids)) OR NOT (
       (NEW.kind = 'sheet' AND NEW.number = 1) OR EXISTS (SELECT FROM spot_check_papers p
         WHERE p.check_id = NEW.check_id AND p.unit_id = NEW.unit_id AND p.kind = 'sheet'
           AND p.number = CASE NEW.kind WHEN 'sheet' THEN NEW.number - 1 ELSE NEW.number END)) THEN
    RAISE EXCEPTION 'a paper follows the draw and the sheet before it' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER spot_check_papers_follow BEFORE INSERT ON spot_check_papers
  FOR EACH ROW EXECUTE FUNCTION spot_check_papers_follow();

CREATE FUNCTION spot_check_papers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.signature IS NOT NULL AND NEW.signature IS DISTINCT FROM OLD.signature)
     OR (OLD.is_entered AND NOT NEW.is_entered)
     OR to_jsonb(NEW) - 'signature' - 'is_entered' <> to_jsonb(OLD) - 'signature' - 'is_entered' THEN
    RAISE EXCEPTION 'a paper of a spot check stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER spot_check_papers_stay BEFORE UPDATE OR DELETE ON spot_check_papers
  FOR EACH ROW EXECUTE FUNCTION spot_check_papers_stay();

-- What is drawn from never changes, and a draw is made once.
CREATE FUNCTION spot_checks_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.seed IS NOT NULL
     OR to_jsonb(NEW) - '{seed,origin,tree_size,drawn_at,drawn_ids}'::text[]
        <> to_jsonb(OLD) - '{seed,origin,tree_size,drawn_at,drawn_ids}'::text[] THEN
    RAISE EXCEPTION 'a spot check stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER spot_checks_stay BEFORE UPDATE OR DELETE ON spot_checks
  FOR EACH ROW EXECUTE FUNCTION spot_checks_stay();
