-- Recordings while they run: channels of a session, what happened in it, takes, segments, and the chain of each channel. Nothing here is changed or deleted but where it says so.

CREATE TABLE live_channels (
  id          uuid PRIMARY KEY,
  session_id  uuid NOT NULL REFERENCES recording_sessions,
  position    bigint GENERATED ALWAYS AS IDENTITY,
  room        text NOT NULL,
  name        text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('video', 'audio', 'both')),
  device_id   uuid NOT NULL REFERENCES devices,
  created_at  timestamptz NOT NULL,
  created_by  uuid NOT NULL,
  -- The chain's head: moves by compare-and-swap with its links.
  links       bigint NOT NULL DEFAULT 0 CHECK (links >= 0),
  head        text NOT NULL CHECK (head ~ '^[0-9a-f]{64}$'),
  -- How many of the session's events are links of it.
  told_events integer NOT NULL DEFAULT 0,
  -- Its last link is "close".
  is_closed   boolean NOT NULL DEFAULT false,
  UNIQUE (session_id, name)
);

CREATE TABLE live_events (
  session_id uuid NOT NULL REFERENCES recording_sessions,
  index      integer NOT NULL CHECK (index >= 0),
  kind       text NOT NULL CHECK (kind IN ('start', 'pause', 'resume', 'stop', 'marker', 'announcement')),
  at         timestamptz NOT NULL,
  by         uuid NOT NULL,
  code       text,
  words      text,
  PRIMARY KEY (session_id, index)
);

-- The newest of a track goes before what comes next.
CREATE TABLE live_inits (
  channel_id uuid NOT NULL REFERENCES live_channels,
  track      text NOT NULL,
  position   bigint GENERATED ALWAYS AS IDENTITY,
  sha256     text NOT NULL,
  bytes      bytea NOT NULL CHECK (length(bytes) <= 1048576),
  at         timestamptz NOT NULL,
  PRIMARY KEY (channel_id, track, position)
);

CREATE TABLE live_takes (
  id          uuid PRIMARY KEY,                    -- of the upload, and so of the item
  channel_id  uuid NOT NULL REFERENCES live_channels,
  number      integer NOT NULL CHECK (number > 0),
  track       text NOT NULL,
  lane        text NOT NULL CHECK (lane IN ('main', 'aside')),
  container   text NOT NULL CHECK (container IN ('fmp4', 'mpegts', 'other')),
  init_sha256 text,
  init_bytes  integer NOT NULL DEFAULT 0,
  timeline    text NOT NULL,
  opened_at   timestamptz NOT NULL,
  ended_at    timestamptz,
  end_reason  text,
  CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
  UNIQUE (channel_id, number)
);
CREATE UNIQUE INDEX live_takes_open ON live_takes (channel_id, track, lane) WHERE ended_at IS NULL;

CREATE TABLE live_links (
  channel_id     uuid NOT NULL REFERENCES live_channels,
  index          bigint NOT NULL CHECK (index >= 0),
  kind           text NOT NULL,
  at             timestamptz NOT NULL,
  content_sha256 text NOT NULL,
  facts          text NOT NULL,                    -- exact text, as it was hashed
  value          text NOT NULL,
  PRIMARY KEY (channel_id, index)
);

CREATE TABLE live_segments (
  channel_id    uuid NOT NULL,
  link_index    bigint NOT NULL,
  take_id       uuid NOT NULL REFERENCES live_takes,
  place         integer NOT NULL CHECK (place >= 0), -- within its take
  offset_bytes  bigint NOT NULL CHECK (offset_bytes >= 0),
  size_bytes    bigint NOT NULL CHECK (size_bytes > 0),
  sha256        text NOT NULL,
  track         text NOT NULL,
  lane          text NOT NULL,
  timeline      text NOT NULL,
  path          text NOT NULL,
  sequence      bigint,
  media_from_ms bigint,
  media_to_ms   bigint,
  recorded_at   timestamptz,                       -- by the recorder's clock
  source        text NOT NULL,
  is_complete   boolean NOT NULL,
  is_stream     boolean NOT NULL,                  -- a stretch of a body that lasts: its path is that of all
  cause         text,
  PRIMARY KEY (take_id, place),
  UNIQUE (channel_id, link_index),
  FOREIGN KEY (channel_id, link_index) REFERENCES live_links (channel_id, index)
);
CREATE INDEX live_segments_path ON live_segments (channel_id, path) WHERE NOT is_stream;
CREATE INDEX live_segments_track ON live_segments (channel_id, track, link_index) WHERE lane = 'main';

-- When a process of this service ran: what is missing of a recording may be missing because none did.
CREATE TABLE live_beats (
  process  uuid PRIMARY KEY,
  began_at timestamptz NOT NULL,
  last_at  timestamptz NOT NULL
);

-- Heads of chains that the ledger tells of, and lists of a whole session: exact texts, as documents are.
CREATE TABLE live_papers (
  id         uuid PRIMARY KEY,
  position   bigint GENERATED ALWAYS AS IDENTITY,
  kind       text NOT NULL CHECK (kind IN ('head', 'list')),
  session_id uuid NOT NULL REFERENCES recording_sessions,
  channel_id uuid REFERENCES live_channels,        -- of a head
  number     bigint NOT NULL,                      -- of a head: links; of a list: its version
  links      bigint NOT NULL,                      -- that it tells of, over all channels it is about
  text       text NOT NULL,
  sha256     text NOT NULL,
  item_ids   uuid[] NOT NULL DEFAULT '{}',
  salt       bytea NOT NULL CHECK (length(salt) = 32),
  made_at    timestamptz NOT NULL,
  signature  bytea,
  is_entered boolean NOT NULL DEFAULT false,
  CHECK ((kind = 'head') = (channel_id IS NOT NULL))
);
CREATE UNIQUE INDEX live_papers_heads ON live_papers (channel_id, number) WHERE kind = 'head';
CREATE UNIQUE INDEX live_papers_lists ON live_papers (session_id, number) WHERE kind = 'list';
CREATE INDEX live_papers_due ON live_papers (kind, position) WHERE NOT is_entered;

CREATE FUNCTION live_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was recorded live stays as it is' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER live_stays BEFORE UPDATE OR DELETE ON live_events FOR EACH ROW EXECUTE FUNCTION live_stays();
CREATE TRIGGER live_stays BEFORE UPDATE OR DELETE ON live_inits FOR EACH ROW EXECUTE FUNCTION live_stays();
CREATE TRIGGER live_stays BEFORE UPDATE OR DELETE ON live_links FOR EACH ROW EXECUTE FUNCTION live_stays();
CREATE TRIGGER live_stays BEFORE UPDATE OR DELETE ON live_segments FOR EACH ROW EXECUTE FUNCTION live_stays();
CREATE TRIGGER live_stays BEFORE DELETE ON live_channels FOR EACH ROW EXECUTE FUNCTION live_stays();
CREATE TRIGGER live_stays BEFORE DELETE ON live_takes FOR EACH ROW EXECUTE FUNCTION live_stays();
CREATE TRIGGER live_stays BEFORE DELETE ON live_papers FOR EACH ROW EXECUTE FUNCTION live_stays();

-- A take ends once; a chain only grows; a paper is signed once and keeps its text.
CREATE FUNCTION live_grows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE may text[] := TG_ARGV;
BEGIN
  IF (to_jsonb(NEW) - may) IS DISTINCT FROM (to_jsonb(OLD) - may) THEN
    RAISE EXCEPTION 'what was recorded live stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER live_grows BEFORE UPDATE ON live_channels
  FOR EACH ROW EXECUTE FUNCTION live_grows('links', 'head', 'told_events', 'is_closed');
CREATE TRIGGER live_shrinks BEFORE UPDATE ON live_channels
  FOR EACH ROW WHEN (NEW.links < OLD.links) EXECUTE FUNCTION live_stays();
CREATE TRIGGER live_grows BEFORE UPDATE ON live_takes
  FOR EACH ROW EXECUTE FUNCTION live_grows('ended_at', 'end_reason');
CREATE TRIGGER live_ended BEFORE UPDATE ON live_takes
  FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION live_stays();
CREATE TRIGGER live_grows BEFORE UPDATE ON live_papers
  FOR EACH ROW EXECUTE FUNCTION live_grows('signature', 'is_entered');

-- The bytes of a take are evidence from the first on: nobody ends its upload but by its length.
CREATE FUNCTION live_takes_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM live_takes t WHERE t.id = NEW.id) THEN
    RAISE EXCEPTION 'a live take is kept' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER live_takes_are_kept BEFORE UPDATE OF state ON uploads
  FOR EACH ROW WHEN (OLD.offset_bytes > 0 AND NEW.state IN ('terminated', 'expired'))
  EXECUTE FUNCTION live_takes_are_kept();

-- As secret as the session.
GRANT SELECT ON live_channels, live_events, live_inits, live_takes, live_links, live_segments, live_papers TO holdfast_reader;
ALTER TABLE live_channels ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_inits ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_takes ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_segments ENABLE ROW LEVEL SECURITY;
ALTER TABLE live_papers ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON live_channels FOR SELECT TO holdfast_reader USING (sees_session(session_id));
CREATE POLICY seen ON live_events FOR SELECT TO holdfast_reader USING (sees_session(session_id));
CREATE POLICY seen ON live_papers FOR SELECT TO holdfast_reader USING (sees_session(session_id));
CREATE POLICY seen ON live_inits FOR SELECT TO holdfast_reader USING (channel_id IN (SELECT id FROM live_channels));
CREATE POLICY seen ON live_takes FOR SELECT TO holdfast_reader USING (channel_id IN (SELECT id FROM live_channels));
CREATE POLICY seen ON live_links FOR SELECT TO holdfast_reader USING (channel_id IN (SELECT id FROM live_channels));
CREATE POLICY seen ON live_segments FOR SELECT TO holdfast_reader USING (channel_id IN (SELECT id FROM live_channels));
