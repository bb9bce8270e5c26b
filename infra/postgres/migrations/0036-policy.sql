-- Policy packs as exact texts: proposed by one person, applied by another, or withdrawn.

CREATE TABLE policy_packs (
  id          uuid PRIMARY KEY,
  position    bigint GENERATED ALWAYS AS IDENTITY,
  code        text NOT NULL,
  version     integer NOT NULL,
  valid_from  text NOT NULL CHECK (valid_from ~ '^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$'), -- in the agency's zone
  text        text NOT NULL,
  sha256      text NOT NULL,                -- of the text in UTF-8
  proposed_by uuid NOT NULL REFERENCES users,
  proposed_at timestamptz NOT NULL,
  why         text NOT NULL,
  act         text CHECK (act IN ('applied', 'withdrawn')), -- null: it waits
  decided_by  uuid REFERENCES users,
  decided_at  timestamptz,
  decided_why text,
  CHECK ((act IS NULL) = (decided_by IS NULL AND decided_at IS NULL AND decided_why IS NULL)),
  CHECK (act IS DISTINCT FROM 'applied' OR decided_by <> proposed_by)
);
CREATE UNIQUE INDEX policy_packs_text ON policy_packs (sha256) WHERE act IS DISTINCT FROM 'withdrawn';
CREATE UNIQUE INDEX policy_packs_version ON policy_packs (code, version) WHERE act = 'applied';
CREATE INDEX policy_packs_applied ON policy_packs (decided_at) WHERE act = 'applied';

-- The kinds of records are checked where they are written: each new one would lock this table for a new list.
ALTER TABLE ledger_records DROP CONSTRAINT ledger_records_kind_check;
