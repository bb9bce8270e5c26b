-- Access to one case, or to some items, that a person was given for a purpose and a time. Nothing here is ever deleted.

CREATE TABLE access_grants (
  id          uuid PRIMARY KEY,
  position    bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  user_id     uuid NOT NULL REFERENCES users,
  case_id     uuid REFERENCES cases,
  item_ids    uuid[],
  purpose     text NOT NULL CHECK (purpose IN ('evidence', 'supervision', 'protection')),
  download    boolean NOT NULL,          -- false: copies may be watched, and nothing taken away
  from_day    date NOT NULL,
  until       date NOT NULL,             -- the first day on which it counts no more
  reason      text NOT NULL,
  given_at    timestamptz NOT NULL,
  given_by    uuid NOT NULL REFERENCES users,
  revoked_at  timestamptz,
  revoked_by  uuid REFERENCES users,
  CHECK ((case_id IS NULL) <> (item_ids IS NULL)),
  CHECK (until > from_day),
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX access_grants_of_user ON access_grants (user_id) WHERE revoked_at IS NULL;
