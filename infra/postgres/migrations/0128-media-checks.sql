-- Recordings are decoded to the end once, after their viewing copy is there: what that found, and who still waits for it.
-- What was received before is left as it is: a house that ran for years must not begin with years of decoding.
ALTER TABLE items ADD COLUMN study_stage text NOT NULL DEFAULT 'none';
ALTER TABLE items ALTER COLUMN study_stage SET DEFAULT 'waiting';
ALTER TABLE items ADD COLUMN media_check jsonb;  -- services/media/media-check.ts; no part of what is sealed
CREATE INDEX items_study_due ON items (study_stage, received_at)
  WHERE study_stage = 'waiting' AND viewing_stage = 'ready' AND stage IN ('verified', 'sealed');
