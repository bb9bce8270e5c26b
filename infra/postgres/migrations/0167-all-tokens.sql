-- When and from where a token was last used, and who ended it why. An administrator lists those of all accounts, without
-- their digests.

ALTER TABLE api_tokens
  ADD COLUMN name          text NOT NULL UNIQUE GENERATED ALWAYS AS (left(token_sha256, 16)) STORED,
  ADD COLUMN position      bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  ADD COLUMN used_at       timestamptz,     -- to the minute; null: not since this is kept
  ADD COLUMN used_from     text,            -- address of the connection, or what a trusted proxy says of it
  ADD COLUMN revoked_by    uuid REFERENCES users,  -- null: with its account, or before this was kept
  ADD COLUMN revoke_reason text;

GRANT SELECT (name, position, user_id, label, created_at, revoked_at, used_at, used_from, revoked_by, revoke_reason)
  ON api_tokens TO holdfast_reader;
ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_all ON api_tokens FOR SELECT TO holdfast_reader USING (asker_role() = 'admin');
