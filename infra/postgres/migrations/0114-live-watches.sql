-- Who looks at a live session, and what for: kept before the first byte leaves. What they were given of each take its item tells.

CREATE TABLE live_watches (
  id           uuid PRIMARY KEY,
  session_id   uuid NOT NULL REFERENCES recording_sessions,
  user_id      uuid NOT NULL,
  purpose_kind text NOT NULL,
  purpose      text NOT NULL,
  opened_at    timestamptz NOT NULL
);
CREATE TRIGGER live_stays BEFORE UPDATE OR DELETE ON live_watches FOR EACH ROW EXECUTE FUNCTION live_stays();

-- As secret as the session.
GRANT SELECT ON live_watches TO holdfast_reader;
ALTER TABLE live_watches ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON live_watches FOR SELECT TO holdfast_reader USING (sees_session(session_id));

-- A take is watched before it is an item, and told of once it is one.
ALTER TABLE viewings DROP CONSTRAINT viewings_item_id_fkey;
