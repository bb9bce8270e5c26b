-- The order of case files, and their sealed versions: exact texts that are signed, and that the ledger tells of.

CREATE TABLE case_file_orders (
  case_id    uuid PRIMARY KEY REFERENCES cases,
  revision   integer NOT NULL,
  entries    jsonb NOT NULL,                -- services/casefile/entry.ts (Entry[])
  changed_at timestamptz NOT NULL,
  changed_by uuid NOT NULL REFERENCES users
);

CREATE TABLE case_documents (
  id         uuid PRIMARY KEY,
  position   bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  case_id    uuid NOT NULL REFERENCES cases,
  number     integer NOT NULL CHECK (number > 0),
  text       text NOT NULL,
  sha256     text NOT NULL,                 -- of the text in UTF-8
  item_ids   uuid[] NOT NULL,               -- it is as secret as these
  salt       bytea NOT NULL,                -- of the commitment in the ledger
  made_at    timestamptz NOT NULL,
  made_by    uuid NOT NULL REFERENCES users,
  signature  bytea,                         -- detached CMS, once custody signed it
  is_entered boolean NOT NULL DEFAULT false,
  UNIQUE (case_id, number)
);
CREATE INDEX case_documents_due ON case_documents (position) WHERE NOT is_entered;
