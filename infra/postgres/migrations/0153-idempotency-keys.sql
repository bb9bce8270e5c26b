-- Requests that may be sent twice and are done once: the key is kept in the transaction of what it did.
CREATE TABLE idempotency_keys (
  account_id  uuid NOT NULL REFERENCES users,
  key         text NOT NULL,
  fingerprint text NOT NULL,               -- SHA-256 of method, address and body
  attempt     uuid NOT NULL,               -- who may still keep something under this key
  state       text NOT NULL CHECK (state IN ('running', 'done', 'answered')),
  lease_until timestamptz NOT NULL,        -- of one that runs: then its process is taken for dead
  kept_until  timestamptz NOT NULL,
  status      integer,
  body        text,                        -- never one with a secret that is shown once
  PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_keys_over ON idempotency_keys (kept_until);
