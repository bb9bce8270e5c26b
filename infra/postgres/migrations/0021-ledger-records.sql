-- Custody events and actions that the ledger tells of, each by itself or by the hour, and how far that is.

CREATE TABLE ledger_batches (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind        text NOT NULL CHECK (kind IN ('access', 'admin')),
  leaf        text NOT NULL,
  is_entered  boolean NOT NULL DEFAULT false
);
CREATE INDEX ledger_batches_open ON ledger_batches (id) WHERE NOT is_entered;

CREATE TABLE ledger_records (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind      text NOT NULL CHECK (kind IN ('access', 'admin', 'link', 'export')),
  item_id   uuid REFERENCES items,          -- whose custody event it is; null: an action
  index     bigint NOT NULL,                -- its place in that chain
  at        timestamptz NOT NULL,
  sha256    text NOT NULL,                  -- its digest in that chain
  salt      bytea,                          -- of a commitment; kept before the leaf is entered
  batch_id  bigint REFERENCES ledger_batches,
  place     integer,                        -- in the tree of its batch
  leaf      text                            -- once it is entered by itself
);
CREATE INDEX ledger_records_due ON ledger_records (kind, id) WHERE batch_id IS NULL AND leaf IS NULL;
CREATE INDEX ledger_records_of_item ON ledger_records (item_id, index);
CREATE INDEX ledger_records_of_batch ON ledger_records (batch_id, place);

INSERT INTO ledger_records (kind, item_id, index, at, sha256)
SELECT CASE WHEN kind IN ('linked', 'unlinked') THEN 'link' ELSE 'access' END, item_id, index, at, sha256
FROM custody_events WHERE kind IN ('linked', 'unlinked', 'accessed', 'access-refused')
ORDER BY at, item_id, index;
INSERT INTO ledger_records (kind, index, at, sha256) SELECT 'admin', index, at, sha256 FROM actions ORDER BY index;
