-- Docking visits: what a dock said it found on a camera, signed with its own key, and the receipt for all of it.

CREATE TABLE dock_keys (
  device_id     uuid NOT NULL REFERENCES devices,
  key_sha256    text NOT NULL,              -- of the SubjectPublicKeyInfo
  spki          bytea NOT NULL,
  registered_at timestamptz NOT NULL,
  PRIMARY KEY (device_id, key_sha256)
);

CREATE TABLE batches (
  id               uuid PRIMARY KEY,
  position         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  device_id        uuid NOT NULL REFERENCES devices,   -- the dock
  camera_name      text NOT NULL,
  camera_serial    text,
  camera_device_id uuid REFERENCES devices,
  opened_at        timestamptz NOT NULL,
  state            text NOT NULL CHECK (state IN ('open', 'left-open', 'closed')),
  ended_at         timestamptz,
  statement        text,                    -- exact text; what was signed
  statement_sha256 text,
  signature        bytea,
  key_sha256       text,
  uploads          uuid[],                  -- what its receipt waits for
  file_count       integer,
  sequence         jsonb,                   -- SequenceReport, services/batches/sequence.ts
  last_layout      text,
  last_series      text,
  last_number      bigint,
  FOREIGN KEY (device_id, key_sha256) REFERENCES dock_keys,
  CHECK ((state = 'closed') = (statement IS NOT NULL))
);
CREATE INDEX batches_open ON batches (opened_at) WHERE state = 'open';
CREATE INDEX batches_last_seen ON batches (camera_name, ended_at) WHERE last_number IS NOT NULL;

CREATE TABLE batch_receipts (
  batch_id  uuid PRIMARY KEY REFERENCES batches,
  statement text NOT NULL,
  signature bytea NOT NULL,
  proof     text NOT NULL,
  ready_at  timestamptz NOT NULL DEFAULT now()
);
