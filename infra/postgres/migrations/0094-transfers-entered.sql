-- Whether the ledger names the receipt of a transfer: it does as soon as that counts, however long originals stay here.

ALTER TABLE disposals
  ADD COLUMN transfer_entered boolean NOT NULL DEFAULT false,
  ADD CHECK (receipt IS NOT NULL OR NOT transfer_entered);
DROP INDEX disposals_handed_over;
CREATE INDEX disposals_handed_over ON disposals (position)
  WHERE transfer IS NOT NULL AND NOT transfer_entered AND finished_at IS NULL;
