-- Log-in by the agency's identity provider: which accounts it opens, and browsers that are on their way.

ALTER TABLE users
  ADD COLUMN sign_on_name    text UNIQUE,   -- null: opened by a password
  ADD COLUMN sign_on_issuer  text,          -- who came first under that name, and nobody else since
  ADD COLUMN sign_on_subject text;

CREATE TABLE sign_ons (
  state_sha256   text PRIMARY KEY,
  browser_sha256 text NOT NULL,
  nonce          text NOT NULL,
  verifier       text NOT NULL,
  back           text NOT NULL,
  begun_at       timestamptz NOT NULL
);
CREATE INDEX sign_ons_begun ON sign_ons (begun_at);
