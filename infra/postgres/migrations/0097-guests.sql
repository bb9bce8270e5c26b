-- Partner agencies, and the people of them who are guests here. Nothing here is ever deleted.

ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ADD CONSTRAINT users_role_check
  CHECK (role IN ('admin', 'officer', 'reviewer', 'auditor', 'records', 'legal', 'guest'));
-- From then on the account opens nothing; null: until somebody disables it. A guest's always ends.
ALTER TABLE users ADD COLUMN ends_at timestamptz;
ALTER TABLE users ADD CHECK ((role = 'guest') = (ends_at IS NOT NULL));

CREATE TABLE partners (
  id              uuid PRIMARY KEY,
  position        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  name_zh         text,
  name_en         text,
  kind            text NOT NULL CHECK (kind IN ('procuratorate', 'court', 'police', 'agency')),
  code            text NOT NULL,         -- 统一社会信用代码
  contact         text NOT NULL,
  highest_state   text CHECK (highest_state IN ('secret', 'highly-secret', 'top-secret')),
  highest_duties  text[] NOT NULL,
  until           date NOT NULL,         -- the first day on which it is no partner any more
  reason          text NOT NULL,
  proposed_at     timestamptz NOT NULL,
  proposed_by     uuid NOT NULL REFERENCES users,
  approved_at     timestamptz,
  approved_by     uuid REFERENCES users,
  ended_at        timestamptz,
  ended_by        uuid REFERENCES users,
  end_reason      text,
  CHECK (name_zh IS NOT NULL OR name_en IS NOT NULL),
  CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  CHECK (approved_by <> proposed_by),    -- this takes two people
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL))
);
CREATE UNIQUE INDEX partners_standing ON partners (code) WHERE ended_at IS NULL;

CREATE TABLE guests (
  user_id            uuid PRIMARY KEY REFERENCES users,
  position           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  partner_id         uuid NOT NULL REFERENCES partners,
  until              date NOT NULL,      -- the first day on which the account opens nothing any more
  invited_at         timestamptz NOT NULL,
  invited_by         uuid NOT NULL REFERENCES users,
  invitation_sha256  text UNIQUE,        -- null: it was used
  invitation_until   timestamptz,
  entered_at         timestamptz,
  CHECK ((invitation_sha256 IS NULL) = (invitation_until IS NULL))
);
CREATE INDEX guests_of_partner ON guests (partner_id);

-- What somebody approved is not what it becomes afterwards, whatever the code says.
CREATE FUNCTION partners_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
     OR (OLD.approved_at IS NOT NULL AND NEW.approved_at IS DISTINCT FROM OLD.approved_at)
     OR to_jsonb(NEW) - '{approved_at,approved_by,ended_at,ended_by,end_reason}'::text[]
        <> to_jsonb(OLD) - '{approved_at,approved_by,ended_at,ended_by,end_reason}'::text[] THEN
    RAISE EXCEPTION 'a partner stays as it was approved, and ends once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER partners_stay BEFORE UPDATE OR DELETE ON partners
  FOR EACH ROW EXECUTE FUNCTION partners_stay();
