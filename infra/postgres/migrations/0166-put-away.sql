-- Panels of the page that a person put away for themselves, in whatever browser; without a row a panel is shown.

CREATE TABLE put_away (
  user_id uuid NOT NULL REFERENCES users,
  panel   text NOT NULL,                    -- services/review/put-away-store.ts
  PRIMARY KEY (user_id, panel)
);
GRANT SELECT ON put_away TO holdfast_reader;
ALTER TABLE put_away ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON put_away FOR SELECT TO holdfast_reader USING (user_id = asker());
