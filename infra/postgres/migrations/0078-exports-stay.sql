-- As in migration 0052, of every column: who signed, when, and who compared stay too, and so does why an export was withdrawn,
-- and the text of the receipt from the first time that it was handed out.
CREATE OR REPLACE FUNCTION exports_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  apart text[] := ARRAY['withdrawn_at', 'withdrawn_by', 'withdraw_reason', 'receipt_text'];  -- each by its own rule
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an export stays on record';
  END IF;
  IF NEW.watermark <> OLD.watermark OR NEW.package_id <> OLD.package_id
      OR (OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.withdrawn_by, NEW.withdraw_reason)
          IS DISTINCT FROM (OLD.withdrawn_at, OLD.withdrawn_by, OLD.withdraw_reason)) THEN
    RAISE EXCEPTION 'an export stays on record';
  END IF;
  IF NEW.receipt_text IS DISTINCT FROM OLD.receipt_text AND OLD.receipt_text IS NOT NULL THEN
    RAISE EXCEPTION 'a receipt stays as it was handed out';
  END IF;
  IF export_acknowledged(OLD) AND to_jsonb(NEW) - apart <> to_jsonb(OLD) - apart THEN
    RAISE EXCEPTION 'an acknowledgement stays as it is';
  END IF;
  RETURN NEW;
END $$;
