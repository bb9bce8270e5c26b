-- When the first certificate of a token's chain is over; null for tokens that were kept before this was noted.

ALTER TABLE ledger_tokens ADD COLUMN valid_until timestamptz;
ALTER TABLE ledger_renewal_tokens ADD COLUMN valid_until timestamptz;

-- The first end of a log's tokens: asked every few seconds.
CREATE INDEX ledger_tokens_by_end ON ledger_tokens (origin, valid_until, kept_at);
