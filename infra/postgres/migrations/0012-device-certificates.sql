-- What proves a device besides its token: certificates of its own key, asked for with a one-time code or
-- with the certificate before. A row is the request first, and the certificate once custody signed it.

ALTER TABLE devices ADD COLUMN certificate_only boolean NOT NULL DEFAULT false;
ALTER TABLE devices ADD COLUMN retired_by uuid REFERENCES users;

CREATE TABLE enrolment_codes (
  code_sha256   text PRIMARY KEY,
  device_id     uuid NOT NULL REFERENCES devices,
  created_at    timestamptz NOT NULL,
  created_by    uuid NOT NULL REFERENCES users,
  expires_at    timestamptz NOT NULL
);
CREATE INDEX enrolment_codes_by_device ON enrolment_codes (device_id);

CREATE TABLE device_certificates (
  id                uuid PRIMARY KEY,
  device_id         uuid NOT NULL REFERENCES devices,
  asked_with        text NOT NULL CHECK (asked_with IN ('code', 'certificate')),
  -- Digest of the code, or of the certificate that is renewed.
  authority_sha256  text NOT NULL,
  public_key_sha256 text NOT NULL,          -- SubjectPublicKeyInfo, DER
  csr               bytea NOT NULL,         -- PKCS#10, DER
  requested_at      timestamptz NOT NULL,
  refusal           text,                   -- custody's no, as a code
  sha256            text UNIQUE,            -- of the certificate, DER; null until it is signed
  der               bytea,
  not_before        timestamptz,
  not_after         timestamptz,
  issued_at         timestamptz,
  revoked_at        timestamptz,
  revoked_by        uuid REFERENCES users,
  CHECK (num_nulls(sha256, der, not_before, not_after, issued_at) IN (0, 5)),
  -- The same key asks again: it gets the same answer.
  UNIQUE (authority_sha256, public_key_sha256)
);
-- A code is used once: this index decides between two that come at once.
CREATE UNIQUE INDEX device_certificates_code_once
  ON device_certificates (authority_sha256) WHERE asked_with = 'code';
CREATE INDEX device_certificates_by_device ON device_certificates (device_id);
CREATE INDEX device_certificates_waiting ON device_certificates (requested_at)
  WHERE sha256 IS NULL AND refusal IS NULL AND revoked_at IS NULL;

-- The certificate a recording was announced with; null where a token did it.
ALTER TABLE uploads ADD COLUMN certificate_sha256 text;
ALTER TABLE items ADD COLUMN certificate_sha256 text;
