-- Time stamps (RFC 3161) over chosen heads, one of each authority, and how each authority fares.

CREATE TABLE timestamp_authorities (
  name       text PRIMARY KEY,
  -- Every certificate that was ever configured for it: old tokens are judged by old roots.
  roots_pem  text NOT NULL,
  since      timestamptz NOT NULL,
  configured boolean NOT NULL,
  -- Since its last token: how often it failed, why, and until when it is left alone.
  failures   integer NOT NULL DEFAULT 0,
  failure    text,
  not_before timestamptz
);

CREATE TABLE ledger_tokens (
  origin    text NOT NULL,
  size      bigint NOT NULL,
  authority text NOT NULL REFERENCES timestamp_authorities,
  response  bytea NOT NULL,          -- the whole TimeStampResp, DER
  gen_time  timestamptz NOT NULL,    -- the authority's time
  kept_at   timestamptz NOT NULL,    -- ours
  PRIMARY KEY (origin, size, authority),
  FOREIGN KEY (origin, size) REFERENCES ledger_anchors
);
-- The newest of an authority, in each log and over all: asked every second.
CREATE INDEX ledger_tokens_by_log ON ledger_tokens (authority, origin, size);
CREATE INDEX ledger_tokens_by_age ON ledger_tokens (authority, kept_at);
