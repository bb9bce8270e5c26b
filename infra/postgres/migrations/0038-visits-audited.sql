-- The audit reads docks' statements, with what their digests are of, and the receipts about them: which of these it has taken up.

ALTER TABLE batches ADD COLUMN is_enrolled boolean NOT NULL DEFAULT false;
CREATE INDEX batches_to_enrol ON batches (id) WHERE receipted_at IS NOT NULL AND NOT is_enrolled;
