-- Recording sessions: one occasion with its activities, place, officers, pauses; which items are of it; and what
-- people note on items (markers, links to written records). What ended stays, with who ended it and why.

CREATE TABLE recording_sessions (
  id          uuid PRIMARY KEY,
  position    bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  number      text NOT NULL UNIQUE,
  case_id     uuid REFERENCES cases,
  -- Codes of the policy pack.
  activities  text[] NOT NULL,
  officer_ids uuid[] NOT NULL,
  flags       text[] NOT NULL,
  -- The rest of services/sessions/session.ts (SessionFacts).
  facts       jsonb NOT NULL,
  revision    integer NOT NULL,
  created_at  timestamptz NOT NULL,
  created_by  text NOT NULL
);
CREATE INDEX recording_sessions_by_case ON recording_sessions (case_id);

CREATE TABLE session_items (
  session_id uuid NOT NULL REFERENCES recording_sessions,
  item_id    uuid NOT NULL REFERENCES items,
  placed_at  timestamptz NOT NULL,
  placed_by  text NOT NULL,
  ended_at   timestamptz,
  ended_by   text,
  reason     text
);
CREATE UNIQUE INDEX session_items_current ON session_items (item_id) WHERE ended_at IS NULL;
CREATE INDEX session_items_by_session ON session_items (session_id);

CREATE TABLE annotations (
  id       uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  item_id  uuid NOT NULL REFERENCES items,
  body     jsonb NOT NULL,
  made_at  timestamptz NOT NULL,
  made_by  text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  reason   text
);
CREATE INDEX annotations_by_item ON annotations (item_id);
