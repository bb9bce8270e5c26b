-- When a receipt was ready, for the metrics. Receipts from before this are not measured.

ALTER TABLE receipts ADD COLUMN ready_at timestamptz;
ALTER TABLE receipts ALTER COLUMN ready_at SET DEFAULT now();
CREATE INDEX receipts_by_time ON receipts (ready_at);
