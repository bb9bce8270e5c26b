-- Of which items the custody record tells that a grant opens them, when its person first read each, and when its end was told.

ALTER TABLE access_grants ADD COLUMN end_told_at timestamptz;   -- null: it has not ended, or nobody was told yet
UPDATE access_grants SET end_told_at = revoked_at;
CREATE INDEX access_grants_to_end ON access_grants (until) WHERE end_told_at IS NULL;

CREATE TABLE access_grant_items (
  grant_id   uuid NOT NULL REFERENCES access_grants,
  item_id    uuid NOT NULL REFERENCES items,
  opened_at  timestamptz,                -- null: not yet opened
  PRIMARY KEY (grant_id, item_id)
);

INSERT INTO access_grant_items (grant_id, item_id, opened_at)
SELECT a.id, o.item_id, (
         SELECT min(e.at) FROM custody_events e
          WHERE e.item_id = o.item_id AND e.kind = 'accessed' AND e.actor = 'user:' || a.user_id
            AND e.at >= a.given_at AND e.at < least(a.revoked_at, a.until))
  FROM access_grants a, LATERAL (
    SELECT unnest(a.item_ids) AS item_id
    UNION SELECT k.item_id FROM case_links k WHERE k.case_id = a.case_id AND k.unlinked_at IS NULL) o;
