-- Whose viewing copy somebody waits for, so that it is made before all others; and how long a running step still takes.
ALTER TABLE items ADD COLUMN copy_wanted_at timestamptz;
CREATE INDEX items_copy_wanted ON items (copy_wanted_at)
  WHERE copy_wanted_at IS NOT NULL AND viewing_stage IN ('waiting', 'probed', 'to-encode', 'made');
ALTER TABLE step_runs ADD COLUMN seconds_left integer;
