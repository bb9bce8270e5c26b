-- The Axis door: containers and objects as a body-worn system names them. What an object holds is an upload.

CREATE TABLE axis_containers (
  device_id  uuid NOT NULL REFERENCES devices,
  name       text NOT NULL,
  metadata   jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (device_id, name)
);

CREATE TABLE axis_objects (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id  uuid NOT NULL,
  container  text NOT NULL,
  name       text NOT NULL,
  metadata   jsonb NOT NULL,
  put_at     timestamptz NOT NULL,
  upload_id  uuid UNIQUE REFERENCES uploads,   -- null: a record of the system, with no bytes
  size_bytes bigint,                           -- these three once all of the body has come
  md5        text,
  sha256     text,
  FOREIGN KEY (device_id, container) REFERENCES axis_containers,
  CHECK (num_nulls(size_bytes, md5, sha256) IN (0, 3))
);
CREATE INDEX axis_objects_by_name ON axis_objects (device_id, container, name);
CREATE UNIQUE INDEX axis_records ON axis_objects (device_id, container, name) WHERE upload_id IS NULL;
