-- The words that a program heard in a recording become a text of their own, made of it.

ALTER TABLE derived_requests DROP CONSTRAINT derived_requests_kind_check;
ALTER TABLE derived_requests ADD CONSTRAINT derived_requests_kind_check
  CHECK (kind IN ('joined', 'excerpt', 'still', 'redacted', 'labelled', 'rebuilt', 'transcript'));
