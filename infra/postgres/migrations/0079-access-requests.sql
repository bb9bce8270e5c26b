-- Requests for access: what somebody typed, how it was decided, and the grant that came of it. Nothing here is ever deleted.

CREATE TABLE access_requests (
  id          uuid PRIMARY KEY,
  position    bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  asked_by    uuid NOT NULL REFERENCES users,
  asked_at    timestamptz NOT NULL,
  about       text NOT NULL,             -- as typed; it names what may not be there
  purpose     text NOT NULL CHECK (purpose IN ('evidence', 'supervision', 'protection')),
  download    boolean NOT NULL,
  authority   text NOT NULL,
  until       date NOT NULL,             -- the first day on which what is given shall count no more
  lapses_on   date NOT NULL,             -- the first day on which it is decided no more
  state       text NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'withdrawn', 'lapsed')),
  decided_at  timestamptz,
  decided_by  uuid REFERENCES users,
  reason      text,
  grant_id    uuid UNIQUE REFERENCES access_grants,
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL)),
  CHECK ((decided_by IS NULL) = (reason IS NULL)),
  CHECK ((state = 'approved') = (grant_id IS NOT NULL)),
  CHECK (decided_by <> asked_by)         -- this takes two people
);
CREATE INDEX access_requests_of_user ON access_requests (asked_by, position);
CREATE INDEX access_requests_to_lapse ON access_requests (lapses_on) WHERE state = 'open';

CREATE FUNCTION access_requests_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'open'
     OR to_jsonb(NEW) - '{state,decided_at,decided_by,reason,grant_id}'::text[]
        <> to_jsonb(OLD) - '{state,decided_at,decided_by,reason,grant_id}'::text[] THEN
    RAISE EXCEPTION 'what was asked stays as it is, and is decided once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER access_requests_stay BEFORE UPDATE OR DELETE ON access_requests
  FOR EACH ROW EXECUTE FUNCTION access_requests_stay();
