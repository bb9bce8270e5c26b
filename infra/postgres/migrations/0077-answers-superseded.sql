-- An answer goes once a newer one says the same of its certificate: nothing refers to it (packages hold their own copies), and the newer one is what is
-- given. What was said last of each kind stays: that a certificate was good before it was revoked, and every other time or reason of that. One of after the
-- certificate's end clears no stamp and supersedes none of before.

ALTER TABLE timestamp_answers ADD COLUMN certificate_ends_at timestamptz;  -- NULL: kept before this was written down
CREATE INDEX timestamp_answers_by_time ON timestamp_answers (authority, this_update DESC, sha256);
