-- Which batches still wait for their receipt, asked twice a second: an index that holds those alone.

ALTER TABLE batches ADD COLUMN receipted_at timestamptz;   -- set with the receipt, in one transaction
UPDATE batches b SET receipted_at = r.ready_at FROM batch_receipts r WHERE r.batch_id = b.id;
CREATE INDEX batches_due ON batches (ended_at, position) WHERE state = 'closed' AND receipted_at IS NULL;
