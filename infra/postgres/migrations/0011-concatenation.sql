-- Parallel uploads (tus concatenation): partial uploads become no item; a final one is made of them.
--   complete: a partial upload that has all its bytes. joined: a final upload was made of it.

ALTER TABLE uploads
  ADD COLUMN concat text,                  -- Upload-Concat as the client sent it; null: neither
  DROP CONSTRAINT uploads_state_check,
  ADD CONSTRAINT uploads_state_check
    CHECK (state IN ('open', 'complete', 'joined', 'received', 'terminated', 'expired'));

-- What ends by itself, and what counts against a device's limit.
DROP INDEX uploads_open;
DROP INDEX uploads_open_by_device;
CREATE INDEX uploads_ending ON uploads (expires_at) WHERE state IN ('open', 'complete', 'joined');
CREATE INDEX uploads_unfinished_by_device ON uploads (device_id) WHERE state IN ('open', 'complete');

CREATE TABLE upload_joins (
  final_id   uuid NOT NULL REFERENCES uploads,
  place      integer NOT NULL,              -- the same partial may stand at several
  partial_id uuid NOT NULL REFERENCES uploads,
  PRIMARY KEY (final_id, place)
);
CREATE INDEX upload_joins_by_partial ON upload_joins (partial_id);
