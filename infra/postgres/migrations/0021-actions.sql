-- What was done to the house itself, as one chain; and what comes too often to be told one by one.

CREATE TABLE actions (
  index           bigint PRIMARY KEY,       -- from 0 without gaps
  at              timestamptz NOT NULL,
  actor           text NOT NULL,
  kind            text NOT NULL,
  subject         text,
  body            text NOT NULL,            -- exact text; its digest is the chain
  previous_sha256 text NOT NULL,
  sha256          text NOT NULL
);
CREATE INDEX actions_by_actor ON actions (actor, index);
CREATE INDEX actions_by_subject ON actions (subject, index);
CREATE INDEX actions_by_kind ON actions (kind, index);

CREATE TABLE action_counts (
  kind    text NOT NULL,
  actor   text NOT NULL,
  subject text NOT NULL,                    -- '' where there is none
  told_at timestamptz NOT NULL,
  untold  bigint NOT NULL,
  PRIMARY KEY (kind, actor, subject)
);
