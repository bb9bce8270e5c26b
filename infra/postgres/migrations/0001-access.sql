-- People, devices, and what proves who they are. Secrets are kept as digests only.

CREATE TABLE users (
  id            uuid PRIMARY KEY,
  name          text NOT NULL UNIQUE,
  display_name  text NOT NULL,
  role          text NOT NULL CHECK (role IN ('admin', 'officer', 'reviewer', 'auditor')),
  password_hash text NOT NULL,              -- "scrypt$N$r$p$salt$hash", base64url
  created_at    timestamptz NOT NULL,
  disabled_at   timestamptz
);

CREATE TABLE sessions (
  token_sha256  text PRIMARY KEY,
  user_id       uuid NOT NULL REFERENCES users,
  created_at    timestamptz NOT NULL,
  last_seen_at  timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE api_tokens (
  token_sha256  text PRIMARY KEY,
  user_id       uuid NOT NULL REFERENCES users,
  label         text NOT NULL,
  created_at    timestamptz NOT NULL,
  revoked_at    timestamptz
);

CREATE TABLE login_failures (
  name          text PRIMARY KEY,
  failures      integer NOT NULL,
  last_at       timestamptz NOT NULL
);

CREATE TABLE devices (
  id            uuid PRIMARY KEY,
  name          text NOT NULL UNIQUE,
  kind          text NOT NULL CHECK (kind IN ('body_camera', 'dock', 'room_recorder', 'cctv')),
  token_sha256  text NOT NULL UNIQUE,
  created_at    timestamptz NOT NULL,
  retired_at    timestamptz,
  -- The device's chain of manifests (services/sealing/seal-store.ts).
  sequence      bigint NOT NULL DEFAULT 0,
  last_manifest_sha256 text
);
