-- Officers and their credentials. Entries are only added: a correction names the entry that it takes the place of.

CREATE TABLE officers (
  id         uuid PRIMARY KEY,
  position   bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  created_at timestamptz NOT NULL,
  -- The account of this person; one account is one officer.
  user_id    uuid UNIQUE REFERENCES users
);

CREATE TABLE officer_entries (
  id            uuid PRIMARY KEY,
  position      bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  officer_id    uuid NOT NULL REFERENCES officers,
  credential_no text NOT NULL,
  name          text NOT NULL,
  unit          text NOT NULL,
  powers        text[] NOT NULL,
  valid_from    date NOT NULL,
  -- The last day; null: until further notice.
  valid_to      date,
  source        text NOT NULL,
  entered_at    timestamptz NOT NULL,
  entered_by    text NOT NULL,
  replaces      uuid UNIQUE REFERENCES officer_entries,
  reason        text,
  CHECK (valid_to >= valid_from)
);
CREATE INDEX officer_entries_by_officer ON officer_entries (officer_id);
CREATE INDEX officer_entries_by_credential ON officer_entries (credential_no);
