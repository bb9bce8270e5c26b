-- The wrapped data key of each item that is encrypted. A key that was destroyed leaves its row, so that none is made again.

CREATE TABLE item_keys (
  item_id      uuid PRIMARY KEY REFERENCES items,
  kek          text,                       -- name of the key that wraps it
  wrapped      bytea,
  made_at      timestamptz NOT NULL,
  destroyed_at timestamptz,
  CHECK ((kek IS NULL) = (destroyed_at IS NOT NULL)),
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE INDEX item_keys_by_kek ON item_keys (kek) WHERE kek IS NOT NULL;

-- Of a copy that is stored encrypted: how it is, and size and digest of what is stored.
ALTER TABLE derivatives ADD COLUMN encrypted jsonb;
