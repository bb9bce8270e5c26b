-- The register of the house's keys, public halves only, and what the ledger is to tell of them.

CREATE TABLE house_keys (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role               text NOT NULL,
  suite              text NOT NULL,
  spki_sha256        text NOT NULL,         -- of SubjectPublicKeyInfo: how a key is called
  certificate_sha256 text NOT NULL,         -- '' for a bare key
  certificate        bytea,                 -- DER
  not_before         timestamptz,
  not_after          timestamptz,
  added_at           timestamptz NOT NULL,
  used_until         timestamptz,           -- null: in use
  revoked_at         timestamptz,
  revoked_since      timestamptz,
  revoked_reason     text,
  UNIQUE (role, spki_sha256, certificate_sha256)
);
CREATE UNIQUE INDEX house_keys_in_use ON house_keys (role) WHERE used_until IS NULL;

CREATE TABLE key_entries (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key_id     bigint NOT NULL REFERENCES house_keys,
  kind       text NOT NULL CHECK (kind IN ('add', 'rotate', 'revoke')),
  leaf       text NOT NULL UNIQUE,          -- decided with the change, entered as it is
  is_entered boolean NOT NULL DEFAULT false
);
CREATE INDEX key_entries_due ON key_entries (id) WHERE NOT is_entered;
CREATE INDEX key_entries_of_key ON key_entries (key_id);
