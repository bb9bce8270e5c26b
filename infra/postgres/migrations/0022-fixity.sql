-- The continuous audit: every object that is vouched for, when it was read last, and what was found.

CREATE TABLE fixity_targets (
  name         text PRIMARY KEY,             -- services/fixity/target.ts
  item_id      uuid REFERENCES items,        -- null: a stretch of the ledger
  last_read_at timestamptz NOT NULL,         -- before the first audit: when it was received, and read back
  audited_at   timestamptz,
  locked_until timestamptz,                  -- longest and strictest that was ever seen
  lock_mode    text,
  lease        uuid,                         -- who reads it now, and how long that counts
  lease_until  timestamptz,
  failures     integer NOT NULL DEFAULT 0,   -- tries in a row that could not read it
  not_before   timestamptz
);
CREATE INDEX fixity_targets_oldest ON fixity_targets (last_read_at);
CREATE INDEX fixity_targets_by_item ON fixity_targets (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX fixity_targets_unreadable ON fixity_targets (name) WHERE failures > 0;

-- What was enrolled: seals by a mark, logs by how many bundles.
ALTER TABLE seals ADD COLUMN enrolled_at timestamptz;
CREATE INDEX seals_to_enrol ON seals (item_id) WHERE enrolled_at IS NULL;
CREATE TABLE fixity_logs (
  origin  text PRIMARY KEY,
  bundles bigint NOT NULL
);

CREATE TABLE fixity_findings (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  target   text NOT NULL REFERENCES fixity_targets,
  item_id  uuid REFERENCES items,
  code     text NOT NULL,
  facts    jsonb NOT NULL,
  found_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX fixity_findings_open ON fixity_findings (target, code) WHERE ended_at IS NULL;
CREATE INDEX fixity_findings_by_item ON fixity_findings (item_id) WHERE ended_at IS NULL;

-- Results wait here until a list is made of them; then the list has them.
CREATE TABLE fixity_results (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at         timestamptz NOT NULL,
  target     text NOT NULL,
  size_bytes bigint NOT NULL,
  sha256     text,
  codes      text[] NOT NULL
);

CREATE TABLE fixity_lists (
  day        text NOT NULL,
  part       integer NOT NULL,
  text       text NOT NULL,
  sha256     text NOT NULL,
  objects    bigint NOT NULL,
  bytes      bigint NOT NULL,
  failures   bigint NOT NULL,
  entered_at timestamptz,                    -- null: not known to be in the ledger
  PRIMARY KEY (day, part)
);
CREATE INDEX fixity_lists_to_enter ON fixity_lists (day, part) WHERE entered_at IS NULL;
