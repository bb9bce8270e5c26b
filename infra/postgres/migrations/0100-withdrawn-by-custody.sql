-- What custody itself withdraws stands in nobody's name: withdrawn_by is null then.

DO $$
DECLARE
  found name;
BEGIN
  SELECT conname INTO STRICT found FROM pg_constraint
   WHERE conrelid = 'exports'::regclass AND contype = 'c'
     AND pg_get_constraintdef(oid) ~ 'withdrawn_at IS NULL' AND pg_get_constraintdef(oid) ~ 'withdrawn_by IS NULL';
  EXECUTE format('ALTER TABLE exports DROP CONSTRAINT %I', found);
END $$;
ALTER TABLE exports ADD CONSTRAINT exports_withdrawn_check
  CHECK (withdrawn_at IS NOT NULL OR (withdrawn_by IS NULL AND withdraw_reason IS NULL));
