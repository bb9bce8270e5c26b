-- What people ask of keys: a new one in the place of the one in use; the end of one is a column of its own already.
ALTER TABLE house_keys ADD COLUMN rotation_asked_at timestamptz;
CREATE INDEX house_keys_by_spki ON house_keys (spki_sha256);
