-- Renewals: the time stamps over a whole log, listed by SHA-512 and stamped anew before they are over.

CREATE TABLE ledger_renewals (
  origin     text NOT NULL,
  number     integer NOT NULL CHECK (number >= 1),
  -- Tokens over checkpoints up to this size are held, by this one or those before it.
  size       bigint NOT NULL,
  body       text NOT NULL,
  made_at    timestamptz NOT NULL,
  -- The ledger tells of it.
  is_entered boolean NOT NULL DEFAULT false,
  PRIMARY KEY (origin, number)
);
CREATE INDEX ledger_renewals_not_entered ON ledger_renewals (origin) WHERE NOT is_entered;

-- Its files in the object store, each locked.
CREATE TABLE ledger_renewal_files (
  origin     text NOT NULL,
  number     integer NOT NULL,
  path       text NOT NULL,          -- in packages
  size_bytes bigint NOT NULL,
  sha256     text NOT NULL,
  object_key text NOT NULL,
  version_id text NOT NULL,
  -- Of a list of tokens: over which checkpoints, both included.
  first_size bigint,
  last_size  bigint,
  PRIMARY KEY (origin, number, path),
  FOREIGN KEY (origin, number) REFERENCES ledger_renewals
);

CREATE TABLE ledger_renewal_tokens (
  origin    text NOT NULL,
  number    integer NOT NULL,
  authority text NOT NULL REFERENCES timestamp_authorities,
  response  bytea NOT NULL,          -- the whole TimeStampResp, DER
  gen_time  timestamptz NOT NULL,    -- the authority's time
  kept_at   timestamptz NOT NULL,    -- ours
  PRIMARY KEY (origin, number, authority),
  FOREIGN KEY (origin, number) REFERENCES ledger_renewals
);

-- Asked for by a person; a renewal that is saved answers.
CREATE TABLE ledger_renewals_asked (
  origin   text PRIMARY KEY,
  asked_at timestamptz NOT NULL
);
