-- Items whose viewing copy must be encoded wait in a stage of their own, found as fast as the others.
DROP INDEX items_viewing_due;
CREATE INDEX items_viewing_due ON items (viewing_stage, received_at)
  WHERE viewing_stage IN ('waiting', 'probed', 'to-encode', 'made');
