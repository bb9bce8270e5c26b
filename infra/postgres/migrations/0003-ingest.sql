-- Uploads on their way in. The offset is the promise: what lies before it is durable.

CREATE TABLE uploads (
  id           uuid PRIMARY KEY,
  device_id    uuid NOT NULL REFERENCES devices,
  announced    jsonb NOT NULL,
  raw_metadata text NOT NULL,
  length_bytes bigint,
  offset_bytes bigint NOT NULL,
  state        text NOT NULL CHECK (state IN ('open', 'received', 'terminated', 'expired')),
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  fence        bigint NOT NULL,
  owner        text,
  incoming     jsonb NOT NULL,
  CHECK (length_bytes IS NULL OR offset_bytes <= length_bytes)
);
CREATE INDEX uploads_open ON uploads (expires_at) WHERE state = 'open';
CREATE INDEX uploads_open_by_device ON uploads (device_id) WHERE state = 'open';

CREATE TABLE upload_runs (
  upload_id    uuid NOT NULL REFERENCES uploads,
  offset_bytes bigint NOT NULL,
  size_bytes   bigint NOT NULL,
  sha256       text NOT NULL,
  PRIMARY KEY (upload_id, offset_bytes)
);

CREATE TABLE upload_parts (
  upload_id  uuid NOT NULL REFERENCES uploads,
  number     integer NOT NULL,
  size_bytes bigint NOT NULL,
  tag        text NOT NULL,
  PRIMARY KEY (upload_id, number)
);
