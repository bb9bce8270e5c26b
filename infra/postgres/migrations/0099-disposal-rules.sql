-- By which rule a batch ends, as it was when it was proposed (services/disposal/ending-rule.ts; null: before batches said so),
-- and as whom people approved it.

ALTER TABLE disposals ADD COLUMN rule jsonb;
ALTER TABLE disposal_approvals ADD COLUMN role text;

-- Whoever asks: the approvals that its rule names, a grace as long as it says, and a rule that never changes.
CREATE FUNCTION disposal_ends_by_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.rule IS DISTINCT FROM OLD.rule THEN
    RAISE EXCEPTION 'the rule of a disposal never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.rule IS NULL OR NEW.grace_until IS NULL OR OLD.grace_until IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements_text(NEW.rule -> 'approvals') AS asked (role)
              GROUP BY asked.role
             HAVING count(*) > (SELECT count(DISTINCT a.approved_by) FROM disposal_approvals a
                                 WHERE a.disposal_id = NEW.id AND a.sha256 = NEW.appraisal_sha256
                                   AND a.role = asked.role)) THEN
    RAISE EXCEPTION 'a disposal takes the approvals that its rule names' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.grace_until < (SELECT max(a.approved_at) FROM disposal_approvals a WHERE a.disposal_id = NEW.id)
                       + (NEW.rule ->> 'graceHours')::integer * interval '1 hour' THEN
    RAISE EXCEPTION 'the grace of a disposal is as long as its rule says' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disposal_ends_by_rule BEFORE UPDATE ON disposals
  FOR EACH ROW EXECUTE FUNCTION disposal_ends_by_rule();
