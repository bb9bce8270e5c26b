-- Items, their custody chains, and how their steps stand.

CREATE TABLE items (
  id                uuid PRIMARY KEY,
  position          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,  -- order of arrival; the cursor of lists
  device_id         uuid NOT NULL REFERENCES devices,
  filename          text NOT NULL,
  media_type        text NOT NULL,
  declared_sha256   text,
  recorded_at       timestamptz,
  declared_case     text,
  activity          text,
  other_metadata    jsonb NOT NULL,
  size_bytes        bigint NOT NULL,
  received_at       timestamptz NOT NULL,
  stage             text NOT NULL,
  viewing_stage     text NOT NULL,
  original          jsonb,                  -- VerifiedOriginal; blocks of a large file make it long
  original_sha256   text,                   -- the same digest, to be found by
  quarantine_reason text,
  no_viewing_reason text,
  duplicate_of      uuid REFERENCES items,
  media_info        jsonb,
  version           bigint NOT NULL
);
-- What is due, step by step: a long wait on one track must not slow the search on the other.
CREATE INDEX items_due ON items (stage, received_at) WHERE stage IN ('received', 'verified');
CREATE INDEX items_viewing_due ON items (viewing_stage, received_at)
  WHERE viewing_stage IN ('waiting', 'probed', 'made');
CREATE INDEX items_by_digest ON items (original_sha256);
CREATE INDEX items_by_device ON items (device_id, position);

CREATE TABLE custody_events (
  item_id         uuid NOT NULL REFERENCES items,
  index           integer NOT NULL,
  at              timestamptz NOT NULL,
  actor           text NOT NULL,
  kind            text NOT NULL,
  body            text NOT NULL,            -- exact text; its digest is the chain
  previous_sha256 text NOT NULL,
  sha256          text NOT NULL,
  PRIMARY KEY (item_id, index)
);

CREATE TABLE step_runs (
  item_id    uuid NOT NULL REFERENCES items,
  step       text NOT NULL,
  attempts   integer NOT NULL,
  not_before timestamptz,
  last_error text,
  progress   real,
  PRIMARY KEY (item_id, step)
);

CREATE TABLE derivatives (
  item_id    uuid NOT NULL REFERENCES items,
  kind       text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL,
  sha256     text NOT NULL,
  object     jsonb NOT NULL,
  made_by    jsonb NOT NULL,
  PRIMARY KEY (item_id, kind)
);
