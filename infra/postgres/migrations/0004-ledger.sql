-- The ledger: leaves that wait, leaves with their place, and every head ever signed.

CREATE TABLE ledger_writers (
  origin text PRIMARY KEY,
  fence  bigint NOT NULL
);

CREATE TABLE ledger_waiting (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  leaf     text NOT NULL UNIQUE
);

CREATE TABLE ledger_entries (
  origin text NOT NULL,
  index  bigint NOT NULL,
  leaf   text NOT NULL UNIQUE,
  PRIMARY KEY (origin, index)
);

CREATE TABLE ledger_heads (
  origin      text NOT NULL,
  size        bigint NOT NULL,
  root_sha256 text NOT NULL,
  note        text NOT NULL,
  signed_at   timestamptz NOT NULL,
  PRIMARY KEY (origin, size)
);
