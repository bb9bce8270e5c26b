-- Applied packs and tables of days are signed by the house; a pack may come with the signature of its publisher. What was proposed, decided or signed stays.

ALTER TABLE policy_packs
  ADD COLUMN signature bytea CHECK (signature IS NULL OR act IS NOT DISTINCT FROM 'applied'), -- detached CMS over the text, once custody signed it
  ADD COLUMN publisher_signature bytea,     -- detached CMS over the text, as it came with the proposal
  ADD COLUMN publisher jsonb,               -- what was read of it then, against the roots of that day
  ADD CHECK ((publisher IS NULL) = (publisher_signature IS NULL));
CREATE INDEX policy_packs_unsigned ON policy_packs (position) WHERE act = 'applied' AND signature IS NULL;

CREATE FUNCTION policy_packs_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (OLD.act IS NOT NULL AND (NEW.act, NEW.decided_by, NEW.decided_at, NEW.decided_why)
          IS DISTINCT FROM (OLD.act, OLD.decided_by, OLD.decided_at, OLD.decided_why))
     OR (OLD.signature IS NOT NULL AND NEW.signature IS DISTINCT FROM OLD.signature)
     OR to_jsonb(NEW) - '{act,decided_by,decided_at,decided_why,signature}'::text[]
          <> to_jsonb(OLD) - '{act,decided_by,decided_at,decided_why,signature}'::text[] THEN
    RAISE EXCEPTION 'what was proposed, decided or signed of a pack stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER policy_packs_stay BEFORE UPDATE OR DELETE ON policy_packs
  FOR EACH ROW EXECUTE FUNCTION policy_packs_stay();
