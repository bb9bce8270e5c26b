-- What is told of the publicity of cases: published, exempt, annulled, taken down. Entries are only added.

CREATE TABLE case_publicity (
  case_id    uuid NOT NULL REFERENCES cases,
  index      integer NOT NULL CHECK (index >= 0),
  act        text NOT NULL CHECK (act IN ('published', 'exempt', 'annulled', 'withdrawn', 'mistaken')),
  on_day     date NOT NULL,                 -- in the agency's zone
  place      text,
  reason     text,
  mistake    integer,                       -- the entry that was one
  entered_at timestamptz NOT NULL,
  entered_by text NOT NULL,
  PRIMARY KEY (case_id, index),
  CHECK ((act = 'mistaken') = (mistake IS NOT NULL))
);
CREATE INDEX cases_by_decision ON cases (decided_on) WHERE decided_on IS NOT NULL;
