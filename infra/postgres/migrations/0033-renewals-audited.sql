-- The audit reads what renewals keep, and the stamps over them: which of these it has taken up.

ALTER TABLE ledger_renewal_files ADD COLUMN is_enrolled boolean NOT NULL DEFAULT false;
ALTER TABLE ledger_renewal_tokens ADD COLUMN is_enrolled boolean NOT NULL DEFAULT false;
CREATE INDEX ledger_renewal_files_to_enrol ON ledger_renewal_files (origin, number) WHERE NOT is_enrolled;
CREATE INDEX ledger_renewal_tokens_to_enrol ON ledger_renewal_tokens (origin, number) WHERE NOT is_enrolled;
