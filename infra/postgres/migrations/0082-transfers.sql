-- Batches that go to an archive: where, by which rule, in which package, and the receipt without which nothing ends.

ALTER TABLE disposals
  ADD COLUMN transfer    jsonb,                            -- services/disposal/transfer.ts (TransferPlan); null: to be destroyed
  ADD COLUMN package_id  uuid REFERENCES exports,          -- what holds all that is on its way
  ADD COLUMN receipt     jsonb,                            -- TransferReceipt
  ADD COLUMN received_at timestamptz,
  ADD CHECK (transfer IS NOT NULL OR (package_id IS NULL AND receipt IS NULL)),
  ADD CHECK ((receipt IS NULL) = (received_at IS NULL)),
  ADD CHECK (receipt IS NULL OR (package_id IS NOT NULL AND receipt ->> 'packageId' = package_id::text));
CREATE INDEX disposals_handed_over ON disposals (position)
  WHERE transfer IS NOT NULL AND received_at IS NULL AND finished_at IS NULL;

ALTER TABLE disposal_items DROP CONSTRAINT disposal_items_decision_check, DROP CONSTRAINT disposal_items_outcome_check;
ALTER TABLE disposal_items
  ADD CONSTRAINT disposal_items_decision_check CHECK (decision IN ('destroy', 'transfer', 'keep')),
  ADD CONSTRAINT disposal_items_outcome_check
    CHECK (outcome IN ('kept', 'dropped', 'transferred', 'destroying', 'destroyed'));

-- A receipt counts of a package that was acknowledged, for good, and where the transfer goes does not change.
CREATE FUNCTION disposal_received_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.transfer IS DISTINCT FROM OLD.transfer
     OR (OLD.receipt IS NOT NULL AND (NEW.receipt, NEW.received_at, NEW.package_id)
         IS DISTINCT FROM (OLD.receipt, OLD.received_at, OLD.package_id)) THEN
    RAISE EXCEPTION 'a transfer that was received stays so' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.receipt IS NOT NULL AND OLD.receipt IS NULL AND NOT EXISTS (
       SELECT FROM exports e WHERE e.package_id = NEW.package_id AND e.withdrawn_at IS NULL
          AND export_acknowledged(e) AND e.ack_sha256 = NEW.receipt ->> 'sha256') THEN
    RAISE EXCEPTION 'a receipt that nobody gave counts for nothing' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER disposal_received_once BEFORE UPDATE ON disposals
  FOR EACH ROW EXECUTE FUNCTION disposal_received_once();

-- Whoever asks: nothing of a transfer ends without its receipt.
CREATE FUNCTION items_end_after_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM disposal_items x JOIN disposals d ON d.id = x.disposal_id
              WHERE x.item_id = NEW.id AND x.outcome = 'destroying' AND d.transfer IS NOT NULL AND d.receipt IS NULL) THEN
    RAISE EXCEPTION 'what no archive acknowledged does not end' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER items_end_after_receipt BEFORE UPDATE OF stage ON items
  FOR EACH ROW WHEN (NEW.stage = 'disposing' AND OLD.stage <> 'disposing')
  EXECUTE FUNCTION items_end_after_receipt();
