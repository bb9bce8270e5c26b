-- Whose an account is: by which number the agency knows its person, and who set the door that it is opened by.

ALTER TABLE users
  ADD COLUMN staff_number      text,         -- as an administrator here says
  ADD COLUMN told_staff_number text,         -- as the identity provider says of who signed on last
  ADD COLUMN door_set_by       text,         -- who made the account, or last set its door; null: the house itself
  ADD COLUMN door_set_at       timestamptz,
  ADD CHECK ((door_set_by IS NULL) = (door_set_at IS NULL));

-- Of the accounts that are there, as the record tells it.
UPDATE users u SET door_set_by = substr(a.actor, 6), door_set_at = a.at
  FROM (SELECT DISTINCT ON (subject) subject, actor, at FROM actions
         WHERE kind IN ('user-created', 'sign-on-set') ORDER BY subject, index DESC) a
 WHERE a.subject = 'user:' || u.id AND a.actor LIKE 'user:%';

-- Two people, neither of whom proposed or appraised it, whatever the code says: by account, and by the number.
CREATE OR REPLACE FUNCTION disposal_takes_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM disposals d, users me, users other
              WHERE d.id = NEW.disposal_id AND me.id = NEW.approved_by AND other.id IN (d.proposed_by, d.appraised_by)
                AND (me.id = other.id OR me.staff_number = other.staff_number)) THEN
    RAISE EXCEPTION 'who proposed or appraised a disposal does not approve it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION disposal_grace_after_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.grace_until IS NOT NULL AND OLD.grace_until IS NULL AND
     (SELECT count(DISTINCT coalesce(u.staff_number, u.id::text))
        FROM disposal_approvals a JOIN users u ON u.id = a.approved_by
       WHERE a.disposal_id = NEW.id AND a.sha256 = NEW.appraisal_sha256) < 2 THEN
    RAISE EXCEPTION 'a disposal takes two approvals' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.list <> OLD.list OR NEW.appraisal <> OLD.appraisal OR NEW.grace_until < OLD.grace_until THEN
    RAISE EXCEPTION 'what people read of a disposal never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
