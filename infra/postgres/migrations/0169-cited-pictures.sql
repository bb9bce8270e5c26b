-- Moments that somebody cited, and the picture that stands there: looked for by a media process, once for each moment of an item.

CREATE TABLE cited_pictures (
  item_id      uuid NOT NULL REFERENCES items,
  pts_ms       bigint NOT NULL CHECK (pts_ms >= 0),
  position     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  -- Of the original, as it was cited.
  sha256       text NOT NULL,
  purpose_kind text NOT NULL,
  purpose      text NOT NULL,
  asked_by     uuid NOT NULL REFERENCES users,
  asked_at     timestamptz NOT NULL,
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'made', 'none', 'failed')),
  reason       text CHECK ((reason IS NOT NULL) = (state IN ('none', 'failed'))),
  tries        integer NOT NULL DEFAULT 0,
  -- A media process works on it, and says so again before this time.
  taken_until  timestamptz,
  -- services/derived/cited/cited-picture.ts
  picture      jsonb CHECK ((picture IS NOT NULL) = (state = 'made')),
  PRIMARY KEY (item_id, pts_ms)
);
CREATE INDEX cited_pictures_waiting ON cited_pictures (position) WHERE state = 'waiting';

CREATE FUNCTION cited_picture_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  apart text[] := ARRAY['state', 'reason', 'tries', 'taken_until', 'picture'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - apart <> to_jsonb(OLD) - apart
     OR (OLD.state IN ('made', 'none') AND to_jsonb(NEW) <> to_jsonb(OLD)) THEN
    RAISE EXCEPTION 'a picture that was cited stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cited_pictures_stay BEFORE UPDATE OR DELETE ON cited_pictures FOR EACH ROW EXECUTE FUNCTION cited_picture_stays();

GRANT SELECT ON cited_pictures TO holdfast_reader;
ALTER TABLE cited_pictures ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON cited_pictures FOR SELECT TO holdfast_reader USING (sees_item(item_id));
