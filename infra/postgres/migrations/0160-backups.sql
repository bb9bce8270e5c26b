-- Backups of this house: when each was made, and how it was found when it was last put back on trial.
CREATE TABLE backups (
  statement_sha256 text PRIMARY KEY CHECK (statement_sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz NOT NULL,
  tried_at timestamptz,
  is_sound boolean,
  CHECK ((tried_at IS NULL) = (is_sound IS NULL))
);
