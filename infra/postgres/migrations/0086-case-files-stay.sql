-- A sealed version of a case file stays as it is, as rounds of review do: it is signed once, and entered once.

CREATE FUNCTION case_documents_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- What is drawn from the text is not there yet while a row is written.
  apart text[] := ARRAY['signature', 'is_entered', 'session_ids'];
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.signature IS NOT NULL AND NEW.signature IS DISTINCT FROM OLD.signature)
     OR (OLD.is_entered AND NOT NEW.is_entered) OR to_jsonb(NEW) - apart <> to_jsonb(OLD) - apart THEN
    RAISE EXCEPTION 'a sealed version of a case file stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_documents_stay BEFORE UPDATE OR DELETE ON case_documents
  FOR EACH ROW EXECUTE FUNCTION case_documents_stay();
