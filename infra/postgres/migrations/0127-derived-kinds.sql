-- What else is made of recordings: an excerpt, a picture, and what is shown with parts covered or with lines of text.

ALTER TABLE derived_requests DROP CONSTRAINT derived_requests_kind_check;
ALTER TABLE derived_requests ADD CONSTRAINT derived_requests_kind_check
  CHECK (kind IN ('joined', 'excerpt', 'still', 'redacted', 'labelled'));
