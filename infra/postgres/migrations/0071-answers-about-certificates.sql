-- What authorities for time stamps said, when asked, of the certificate that stamps (OCSP, RFC 6960). A row never changes.

CREATE TABLE timestamp_answers (
  authority          text NOT NULL REFERENCES timestamp_authorities (name),
  sha256             text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  answer             bytea NOT NULL,                -- the whole OCSPResponse, DER
  certificate_sha256 text NOT NULL,                 -- of the certificate it is about, DER
  status             text NOT NULL CHECK (status IN ('good', 'revoked', 'unknown')),
  revoked_at         timestamptz,
  reason             integer,                       -- CRLReason; NULL: none is given
  has_nonce          boolean NOT NULL,              -- whether it repeats the number that was asked with
  produced_at        timestamptz NOT NULL,
  this_update        timestamptz NOT NULL,
  next_update        timestamptz,
  PRIMARY KEY (authority, sha256),
  CHECK ((status = 'revoked') = (revoked_at IS NOT NULL))
);

-- The newest that says something, of each certificate.
CREATE INDEX timestamp_answers_newest
  ON timestamp_answers (authority, certificate_sha256, (status = 'unknown'), this_update DESC, sha256);
