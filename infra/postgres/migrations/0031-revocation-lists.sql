-- The newest list of revoked certificates (CRL) of each authority for time stamps, and how it fares.

ALTER TABLE timestamp_authorities
  ADD COLUMN list             bytea,         -- DER
  ADD COLUMN list_this_update timestamptz,
  ADD COLUMN list_next_update timestamptz,
  -- Since the last list: how often there was none, why, and until when it is left alone.
  ADD COLUMN list_failures    integer NOT NULL DEFAULT 0,
  ADD COLUMN list_failure     text,
  ADD COLUMN list_not_before  timestamptz;
