-- A case that is taken up again: that its proceedings were over was told of an end that was taken back.

ALTER TABLE cases ADD COLUMN reopened_at timestamptz;  -- when its closing was last taken back

CREATE FUNCTION case_reopened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.reopened_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER case_reopened BEFORE UPDATE ON cases
  FOR EACH ROW WHEN (OLD.closed_on IS NOT NULL AND NEW.closed_on IS NULL) EXECUTE FUNCTION case_reopened();
