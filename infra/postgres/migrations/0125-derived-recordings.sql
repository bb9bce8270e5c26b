-- Recordings that are made and not received: who asked for which, what of, and how it was made. The id is that of the upload, and of the item.

ALTER TABLE devices DROP CONSTRAINT devices_kind_check;
ALTER TABLE devices ADD CONSTRAINT devices_kind_check CHECK (kind IN ('body_camera', 'dock', 'room_recorder', 'cctv', 'house'));
CREATE UNIQUE INDEX devices_house ON devices (kind) WHERE kind = 'house';

CREATE TABLE derived_requests (
  id           uuid PRIMARY KEY,
  position     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind         text NOT NULL CHECK (kind IN ('joined', 'excerpt', 'still')),
  session_id   uuid REFERENCES recording_sessions,
  -- What was asked for, and what is told of the recording when it is taken in: services/derived/derived-store.ts.
  parameters   jsonb NOT NULL,
  announced    jsonb NOT NULL,
  purpose_kind text NOT NULL,
  purpose      text NOT NULL,
  asked_by     uuid NOT NULL REFERENCES users,
  asked_at     timestamptz NOT NULL,
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'received', 'failed')),
  failure      text CHECK ((failure IS NOT NULL) = (state = 'failed')),
  failed_take  integer CHECK (failed_take IS NULL OR state = 'failed'),
  tries        integer NOT NULL DEFAULT 0,
  -- A media process works on it, and says so again before this time.
  taken_until  timestamptz,
  progress     double precision,
  -- The file that was made, before a byte of it is taken in.
  made         jsonb CHECK (state <> 'received' OR made IS NOT NULL)
);
CREATE INDEX derived_waiting ON derived_requests (position) WHERE state = 'waiting';
-- Of two who ask for the same at once.
CREATE UNIQUE INDEX derived_asked_once ON derived_requests (kind, md5(parameters::text)) WHERE state = 'waiting';
CREATE INDEX derived_of_session ON derived_requests (session_id, position);

CREATE TABLE derived_inputs (
  request_id uuid NOT NULL REFERENCES derived_requests,
  place      integer NOT NULL,
  item_id    uuid NOT NULL REFERENCES items,
  sha256     text NOT NULL,
  begun_at   timestamptz,
  PRIMARY KEY (request_id, place)
);

-- All that a derived recording is made of, also by way of another one: it is as secret as each of these.
CREATE TABLE derived_from (
  item_id   uuid NOT NULL,
  source_id uuid NOT NULL REFERENCES items,
  PRIMARY KEY (item_id, source_id)
);
CREATE INDEX derived_from_source ON derived_from (source_id);

CREATE FUNCTION derived_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  apart text[] := ARRAY['state', 'failure', 'failed_take', 'tries', 'taken_until', 'progress', 'made'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - apart <> to_jsonb(OLD) - apart
     OR (OLD.state <> 'waiting' AND to_jsonb(NEW) <> to_jsonb(OLD)) THEN
    RAISE EXCEPTION 'what a recording was made of stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER derived_requests_stay BEFORE UPDATE OR DELETE ON derived_requests FOR EACH ROW EXECUTE FUNCTION derived_stays();
CREATE FUNCTION derived_links_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what a recording was made of stays as it is' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER derived_inputs_stay BEFORE UPDATE OR DELETE ON derived_inputs FOR EACH ROW EXECUTE FUNCTION derived_links_stay();
CREATE TRIGGER derived_from_stays BEFORE UPDATE OR DELETE ON derived_from FOR EACH ROW EXECUTE FUNCTION derived_links_stay();

-- What stands between people and an item (0084), and the same of everything that it is made of. Each way is written out: joined to
-- the view itself, all labels of the house might be read for one item.
CREATE OR REPLACE VIEW secrecy_walls AS
  SELECT item_id, kind, until, scope, secrecy_rank(kind, status) AS rank
    FROM secrecy_labels WHERE item_id IS NOT NULL AND ended_at IS NULL
  UNION ALL
  SELECT k.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM case_links k JOIN secrecy_labels l ON l.case_id = k.case_id
   WHERE k.unlinked_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT p.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM session_items p JOIN secrecy_labels l ON l.session_id = p.session_id
   WHERE p.ended_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT i.id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM items i JOIN recording_sessions s ON s.number = i.other_metadata->>'session'
    JOIN secrecy_labels l ON l.session_id = s.id
   WHERE l.ended_at IS NULL AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM derived_from d JOIN secrecy_labels l ON l.item_id = d.source_id WHERE l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM derived_from d JOIN case_links k ON k.item_id = d.source_id JOIN secrecy_labels l ON l.case_id = k.case_id
   WHERE k.unlinked_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM derived_from d JOIN session_items p ON p.item_id = d.source_id JOIN secrecy_labels l ON l.session_id = p.session_id
   WHERE p.ended_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM derived_from d JOIN items i ON i.id = d.source_id
    JOIN recording_sessions s ON s.number = i.other_metadata->>'session'
    JOIN secrecy_labels l ON l.session_id = s.id
   WHERE l.ended_at IS NULL AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id);

-- The rules of 0110 for one item by itself; and of an item with all that it is made of. Policies hold sees_item itself, not its name,
-- so it cannot be renamed out of their way.
CREATE FUNCTION sees_item_alone(item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  wholly boolean := coalesce(current_setting('holdfast.wholly', true), '') = 'yes';
  seen boolean := true;
  known boolean;
BEGIN
  IF asker() IS NULL THEN RETURN false; END IF;
  -- Where much is hidden it is by labels of its own: the least look first.
  IF EXISTS (SELECT FROM public.secrecy_labels l WHERE l.item_id = item AND l.ended_at IS NULL
                AND public.label_blocks(l.kind, public.secrecy_rank(l.kind, l.status), l.until, l.scope)) THEN
    IF NOT wholly THEN RETURN false; END IF;
    seen := false;
  END IF;
  IF EXISTS (SELECT FROM public.secrecy_walls w WHERE w.item_id = item AND public.label_blocks(w.kind, w.rank, w.until, w.scope)) THEN
    IF NOT wholly THEN RETURN false; END IF;
    seen := false;
  END IF;
  IF asker_role() IN ('admin', 'auditor', 'records', 'legal') THEN RETURN seen; END IF;
  -- To a guest nothing is open that a share does not open, a case of nobody neither.
  known := (asker_role() <> 'guest' AND coalesce((SELECT bool_or(p.user_id = public.asker()) FROM public.standing_links k
                    JOIN public.case_people p ON p.case_id = k.case_id
                    WHERE k.item_id = item AND (p.until IS NULL OR p.until > public.asker_day())), true))
      OR EXISTS (SELECT FROM public.access_grants g WHERE g.user_id = public.asker() AND g.revoked_at IS NULL
                    AND g.from_day <= public.asker_day() AND g.until > public.asker_day()
                    AND (item = ANY (g.item_ids) OR g.case_id IN (SELECT k.case_id FROM public.standing_links k WHERE k.item_id = item)));
  RETURN seen AND known;
END $$;

CREATE OR REPLACE FUNCTION sees_item(item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  wholly boolean := coalesce(current_setting('holdfast.wholly', true), '') = 'yes';
  seen boolean := public.sees_item_alone(item);
BEGIN
  IF NOT seen AND NOT wholly THEN RETURN false; END IF;
  RETURN coalesce((SELECT bool_and(public.sees_item_alone(d.source_id)) FROM public.derived_from d WHERE d.item_id = item), true)
     AND seen;
END $$;

GRANT SELECT ON derived_requests, derived_inputs, derived_from TO holdfast_reader;
ALTER TABLE derived_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON derived_requests FOR SELECT TO holdfast_reader USING (sees_item(id));
ALTER TABLE derived_inputs ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON derived_inputs FOR SELECT TO holdfast_reader USING (sees_item(request_id));
-- The walls in statements read it as it is: it names ids, and a wall must see what it hides.

-- What changes how long a source is kept may change how long that is kept which was made of it.
CREATE FUNCTION retention_of_derived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO retention_marks (item_id) SELECT d.item_id FROM derived_from d JOIN items i ON i.id = d.item_id
   WHERE d.source_id = NEW.item_id;
  RETURN NULL;
END $$;
CREATE TRIGGER retention_marks_derived AFTER INSERT ON retention_marks FOR EACH ROW EXECUTE FUNCTION retention_of_derived();
