-- Releases of redacted recordings from the secrecy of what they were made of: proposed by one person, decided by another, and taken back.

CREATE TABLE secrecy_releases (
  id          uuid PRIMARY KEY,
  position    bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  item_id     uuid NOT NULL REFERENCES items,
  state       text NOT NULL CHECK (state IN ('proposed', 'released', 'refused', 'revoked')),
  reason      text NOT NULL,
  proposed_by uuid NOT NULL REFERENCES users,
  proposed_at timestamptz NOT NULL,
  decided_by  uuid REFERENCES users,
  decided_at  timestamptz,
  decision    text,
  revoked_by  uuid REFERENCES users,
  revoked_at  timestamptz,
  revocation  text,
  CHECK ((decided_by IS NULL) = (state = 'proposed') AND (decided_at IS NULL) = (state = 'proposed') AND (decision IS NULL) = (state = 'proposed')),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((revoked_by IS NULL) = (state <> 'revoked') AND (revoked_at IS NULL) = (state <> 'revoked') AND (revocation IS NULL) = (state <> 'revoked'))
);
CREATE UNIQUE INDEX secrecy_releases_open ON secrecy_releases (item_id) WHERE state IN ('proposed', 'released');

CREATE FUNCTION releases_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  apart text[] := ARRAY['state', 'decided_by', 'decided_at', 'decision', 'revoked_by', 'revoked_at', 'revocation'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - apart <> to_jsonb(OLD) - apart
     OR NOT ((OLD.state = 'proposed' AND NEW.state IN ('released', 'refused')) OR (OLD.state = 'released' AND NEW.state = 'revoked'
        AND NEW.decided_by = OLD.decided_by AND NEW.decided_at = OLD.decided_at AND NEW.decision = OLD.decision)) THEN
    RAISE EXCEPTION 'what was decided of a release stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER secrecy_releases_stay BEFORE UPDATE OR DELETE ON secrecy_releases FOR EACH ROW EXECUTE FUNCTION releases_stay();

GRANT SELECT ON secrecy_releases TO holdfast_reader;
ALTER TABLE secrecy_releases ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON secrecy_releases FOR SELECT TO holdfast_reader USING (sees_item(item_id));

-- The sources by whose secrecy an item is hidden. Of the owner: a wall must see what it hides.
CREATE VIEW walling_sources AS
  SELECT d.item_id, d.source_id FROM derived_from d
   WHERE NOT EXISTS (SELECT FROM secrecy_releases r WHERE r.item_id = d.item_id AND r.state = 'released');
GRANT SELECT ON walling_sources TO holdfast_reader;

-- As in 0125, by the sources that wall.
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
    FROM walling_sources d JOIN secrecy_labels l ON l.item_id = d.source_id WHERE l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM walling_sources d JOIN case_links k ON k.item_id = d.source_id JOIN secrecy_labels l ON l.case_id = k.case_id
   WHERE k.unlinked_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM walling_sources d JOIN session_items p ON p.item_id = d.source_id JOIN secrecy_labels l ON l.session_id = p.session_id
   WHERE p.ended_at IS NULL AND l.ended_at IS NULL
  UNION ALL
  SELECT d.item_id, l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status)
    FROM walling_sources d JOIN items i ON i.id = d.source_id
    JOIN recording_sessions s ON s.number = i.other_metadata->>'session'
    JOIN secrecy_labels l ON l.session_id = s.id
   WHERE l.ended_at IS NULL AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id);

CREATE OR REPLACE FUNCTION sees_item(item uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  wholly boolean := coalesce(current_setting('holdfast.wholly', true), '') = 'yes';
  seen boolean := public.sees_item_alone(item);
BEGIN
  IF NOT seen AND NOT wholly THEN RETURN false; END IF;
  RETURN coalesce((SELECT bool_and(public.sees_item_alone(d.source_id)) FROM public.walling_sources d WHERE d.item_id = item), true)
     AND seen;
END $$;
