-- Rounds of legal review: submissions and opinions as exact texts. Nothing here is ever changed or deleted; custody adds the signature.

CREATE TABLE legal_reviews (
  id         uuid PRIMARY KEY,
  position   bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  case_id    uuid NOT NULL REFERENCES cases,
  number     integer NOT NULL CHECK (number > 0),   -- the round
  kind       text NOT NULL CHECK (kind IN ('submission', 'opinion')),
  due_on     date,                                  -- of a submission: the last day for the opinion
  verdict    text CHECK (verdict IN ('agree', 'agree-with-corrections', 'problems')),
  text       text NOT NULL,
  sha256     text NOT NULL,                         -- of the text in UTF-8
  item_ids   uuid[] NOT NULL,                       -- it is as secret as these
  salt       bytea NOT NULL,                        -- of the commitment in the ledger
  made_at    timestamptz NOT NULL,
  made_by    uuid NOT NULL REFERENCES users,
  signature  bytea,                                 -- detached CMS, once custody signed it
  is_entered boolean NOT NULL DEFAULT false,
  UNIQUE (case_id, number, kind),
  CHECK ((kind = 'opinion') = (verdict IS NOT NULL)),
  CHECK (kind = 'submission' OR due_on IS NULL)
);
CREATE INDEX legal_reviews_due ON legal_reviews (position) WHERE NOT is_entered;

CREATE FUNCTION legal_reviews_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM legal_reviews r WHERE r.case_id = NEW.case_id
       AND r.number = CASE NEW.kind WHEN 'opinion' THEN NEW.number ELSE NEW.number - 1 END
       AND r.kind = CASE NEW.kind WHEN 'opinion' THEN 'submission' ELSE 'opinion' END)
     AND NOT (NEW.kind = 'submission' AND NEW.number = 1) THEN
    RAISE EXCEPTION 'a round follows the opinion before it' USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER legal_reviews_follow BEFORE INSERT ON legal_reviews
  FOR EACH ROW EXECUTE FUNCTION legal_reviews_follow();

CREATE FUNCTION legal_reviews_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.signature IS NOT NULL AND NEW.signature IS DISTINCT FROM OLD.signature)
     OR (OLD.is_entered AND NOT NEW.is_entered)
     OR to_jsonb(NEW) - 'signature' - 'is_entered' <> to_jsonb(OLD) - 'signature' - 'is_entered' THEN
    RAISE EXCEPTION 'what was submitted or said in a review stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER legal_reviews_stay BEFORE UPDATE OR DELETE ON legal_reviews
  FOR EACH ROW EXECUTE FUNCTION legal_reviews_stay();
