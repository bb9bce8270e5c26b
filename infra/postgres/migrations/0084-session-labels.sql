-- A recording session may have labels of its own, which protect its recordings too; and what was fixed names its sessions.

ALTER TABLE secrecy_labels ADD COLUMN session_id uuid REFERENCES recording_sessions;
ALTER TABLE secrecy_labels DROP CONSTRAINT secrecy_labels_check;
ALTER TABLE secrecy_labels ADD CONSTRAINT secrecy_labels_on_one CHECK (num_nonnulls(item_id, case_id, session_id) = 1);
CREATE INDEX secrecy_labels_of_session ON secrecy_labels (session_id) WHERE ended_at IS NULL;

-- What stands between people and an item: its own labels, those of its cases, and those of its session.
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
   WHERE l.ended_at IS NULL AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id);

-- Sessions, perhaps among other things, that a text of ours names.
CREATE FUNCTION ids_named(text text, pattern text) RETURNS uuid[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT m[1]::uuid), '{}')
    FROM regexp_matches(text, pattern || '"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', 'g') AS m $$;

-- Case files and rounds of review: services/casefile/file-text.ts, services/legalreview/submission-text.ts.
ALTER TABLE case_documents ADD COLUMN session_ids uuid[] NOT NULL
  GENERATED ALWAYS AS (ids_named(text, '"session":')) STORED;
ALTER TABLE legal_reviews ADD COLUMN session_ids uuid[] NOT NULL
  GENERATED ALWAYS AS (ids_named(text, '"session":')) STORED;

-- What a package tells of completeness: services/sessions/completeness-file.ts.
CREATE FUNCTION sessions_packaged(contents jsonb) RETURNS uuid[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((SELECT ids_named(convert_from(decode(f->'source'->>'base64', 'base64'), 'UTF8'), '"id":')
    FROM jsonb_array_elements(contents->'files') AS f
   WHERE f->>'path' = 'metadata/completeness.json' AND f->'source'->>'kind' = 'bytes' LIMIT 1), '{}') $$;
ALTER TABLE packages ADD COLUMN session_ids uuid[] NOT NULL GENERATED ALWAYS AS (sessions_packaged(contents)) STORED;

-- As in migration 0045; what is drawn from the text is not there yet while a row is written.
CREATE OR REPLACE FUNCTION legal_reviews_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  apart text[] := ARRAY['signature', 'is_entered', 'session_ids'];
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.signature IS NOT NULL AND NEW.signature IS DISTINCT FROM OLD.signature)
     OR (OLD.is_entered AND NOT NEW.is_entered) OR to_jsonb(NEW) - apart <> to_jsonb(OLD) - apart THEN
    RAISE EXCEPTION 'what was submitted or said in a review stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
