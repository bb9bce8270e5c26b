-- A recording that lost its index is given a new one, as a recording made of it and of a sound one of the same device.

ALTER TABLE derived_requests DROP CONSTRAINT derived_requests_kind_check;
ALTER TABLE derived_requests ADD CONSTRAINT derived_requests_kind_check
  CHECK (kind IN ('joined', 'excerpt', 'still', 'redacted', 'labelled', 'rebuilt'));
