-- What the digests in a dock's statement of version 2 are of, exact text; null for one of version 1, which says all itself.

ALTER TABLE batches ADD COLUMN openings text;
