-- An authority for time stamps has several lists of revoked certificates (CRL): of whoever issued its certificate, and of those above.

CREATE TABLE timestamp_lists (
  authority     text NOT NULL REFERENCES timestamp_authorities (name),
  place         integer NOT NULL CHECK (place BETWEEN 0 AND 5),  -- among those that are configured
  list          bytea NOT NULL,                                  -- DER
  issuer_sha256 text,                                            -- of its issuer's name, DER; NULL: kept before it was noted
  this_update   timestamptz NOT NULL,
  next_update   timestamptz,
  PRIMARY KEY (authority, place)
);

INSERT INTO timestamp_lists (authority, place, list, this_update, next_update)
SELECT name, 0, list, list_this_update, list_next_update FROM timestamp_authorities WHERE list IS NOT NULL;

ALTER TABLE timestamp_authorities
  DROP COLUMN list,
  DROP COLUMN list_this_update,
  DROP COLUMN list_next_update;
