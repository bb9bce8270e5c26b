-- Reports as they were issued. Nothing here is ever changed or deleted: a correction is another row that names the old one.

CREATE TABLE reports (
  id              uuid PRIMARY KEY,
  position        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  definition      text NOT NULL,            -- code in the policy pack of that day
  period          text NOT NULL CHECK (period ~ '^\d{4}(-Q[1-4])?$'),
  version         integer NOT NULL CHECK (version >= 1),
  replaces        uuid UNIQUE REFERENCES reports,  -- each is replaced once at most
  due_on          date,
  made_at         timestamptz NOT NULL,     -- the moment of the snapshot
  made_by         uuid NOT NULL REFERENCES users,
  -- services/reports/protection.ts: the most secret of all that was counted.
  mark_rank       integer NOT NULL,
  mark_duties     text[] NOT NULL,
  is_personal     boolean NOT NULL,
  text            text NOT NULL,
  sha256          text NOT NULL,
  CHECK ((version = 1) = (replaces IS NULL))
);
-- Two who issue the first at once: one does. What is counted differently is another report.
CREATE UNIQUE INDEX reports_first ON reports (definition, period, mark_rank, mark_duties,
  (CASE WHEN is_personal THEN made_by END)) NULLS NOT DISTINCT WHERE replaces IS NULL;

CREATE FUNCTION reports_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a report that was issued stays as it is';
END $$;
CREATE TRIGGER reports_stay BEFORE UPDATE OR DELETE ON reports FOR EACH ROW EXECUTE FUNCTION reports_stay();

-- What came in within a period is counted by it.
CREATE INDEX items_by_arrival ON items (received_at);
