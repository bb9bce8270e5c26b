-- Storyboards and wave forms: made and sealed after the viewing copy, on a track of its own.
-- What was received before has none until somebody asks for it (`overviews`): a house that ran for years does not begin with them.
ALTER TABLE items ADD COLUMN overview_stage text NOT NULL DEFAULT 'unasked';
ALTER TABLE items ALTER COLUMN overview_stage SET DEFAULT 'waiting';
ALTER TABLE derivatives ADD COLUMN numbers jsonb;  -- services/media/overview.ts
CREATE INDEX items_overview_due ON items (overview_stage, received_at)
  WHERE overview_stage IN ('waiting', 'made') AND viewing_stage = 'ready' AND stage IN ('verified', 'sealed');
CREATE INDEX items_overview_unasked ON items (position)
  WHERE overview_stage = 'unasked' AND viewing_stage = 'ready' AND stage = 'sealed';

-- What is sealed after the original was locked for longer, or came into a hold, is locked for as long and held as well.
CREATE FUNCTION overview_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE retention SET lock_at = now() WHERE item_id = NEW.id AND (locked_until IS NOT NULL OR lock_at IS NOT NULL);
  UPDATE hold_marks SET due_at = now() WHERE item_id = NEW.id AND due_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER overview_sealed AFTER UPDATE OF overview_stage ON items
  FOR EACH ROW WHEN (NEW.overview_stage = 'ready' AND OLD.overview_stage <> 'ready') EXECUTE FUNCTION overview_sealed();
