-- An answer goes once a newer one says the same of its certificate: nothing refers to it (packages hold their own copies), and the newer one is what is
-- given. What was said last of each kind stays: that a certificate was good before it was revoked, and every other time or reason of that.

CREATE INDEX timestamp_answers_by_time ON timestamp_answers (authority, this_update DESC, sha256);

DELETE FROM timestamp_answers older USING timestamp_answers newer
  WHERE newer.authority = older.authority AND newer.certificate_sha256 = older.certificate_sha256
    AND (newer.status, newer.revoked_at, newer.reason) IS NOT DISTINCT FROM (older.status, older.revoked_at, older.reason)
    AND (newer.this_update > older.this_update OR newer.this_update = older.this_update AND newer.sha256 < older.sha256);
