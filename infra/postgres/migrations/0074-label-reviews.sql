-- The annual review of a level: who looked at it last, when, and by when somebody looks again.

ALTER TABLE secrecy_labels
  ADD COLUMN reviewed_on date,
  ADD COLUMN reviewed_by text,
  ADD COLUMN review_by   date,
  ADD CHECK ((reviewed_on IS NULL) = (reviewed_by IS NULL) AND (reviewed_on IS NULL) = (review_by IS NULL)),
  ADD CHECK (review_by > reviewed_on);
