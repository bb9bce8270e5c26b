-- What another system told of cases: of each fact the last that it told, so that what a person changed since is known;
-- and when it was heard.

CREATE TABLE case_told (
  case_id uuid NOT NULL REFERENCES cases,
  source  text NOT NULL,
  fact    text NOT NULL,               -- name of the fact; of a party "party:" and its code
  sha256  text NOT NULL,               -- of what was told, services/cases/told-case.ts
  PRIMARY KEY (case_id, source, fact)
);

CREATE TABLE case_sources (
  source   text PRIMARY KEY,
  heard_at timestamptz NOT NULL        -- the last message that was taken, also one that changed nothing
);
