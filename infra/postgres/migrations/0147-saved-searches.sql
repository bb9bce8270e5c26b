-- Questions that a person keeps for themselves. Nobody else reads them, whatever their role: what somebody looks for tells of them.

CREATE TABLE saved_searches (
  id       uuid PRIMARY KEY,
  user_id  uuid NOT NULL REFERENCES users,
  name     text NOT NULL,
  question jsonb NOT NULL,                  -- services/search/saved-search.ts
  saved_at timestamptz NOT NULL,
  UNIQUE (user_id, name)
);
GRANT SELECT ON saved_searches TO holdfast_reader;
ALTER TABLE saved_searches ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON saved_searches FOR SELECT TO holdfast_reader USING (user_id = asker());
