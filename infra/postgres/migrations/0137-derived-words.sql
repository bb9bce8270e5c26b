-- Words of a recording that go into what is made of it: subtitles of a labelled copy. They are kept no longer than the request waits;
-- what is made holds them, and is disposed of like any other item.

ALTER TABLE derived_requests ADD COLUMN words text CHECK (words IS NULL OR state = 'waiting');

CREATE OR REPLACE FUNCTION derived_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  apart text[] := ARRAY['state', 'failure', 'failed_take', 'tries', 'taken_until', 'progress', 'made', 'words'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - apart <> to_jsonb(OLD) - apart
     OR (NEW.words IS NOT NULL AND NEW.words IS DISTINCT FROM OLD.words)
     OR (OLD.state <> 'waiting' AND to_jsonb(NEW) <> to_jsonb(OLD)) THEN
    RAISE EXCEPTION 'what a recording was made of stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
