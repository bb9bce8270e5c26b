-- What a case is about, as law counts it: kind of enforcement, dates, what became of the evidence. Dates are the
-- agency's calendar days. Who changed what, from which value, is the chain of actions.

ALTER TABLE cases
  ADD COLUMN revision            integer NOT NULL DEFAULT 0,
  ADD COLUMN action_kind         text CHECK (action_kind IN
    ('penalty', 'coercion', 'inspection', 'collection', 'expropriation', 'licence')),
  ADD COLUMN agency_unit         text,
  ADD COLUMN filed_on            date,
  ADD COLUMN decided_on          date,
  ADD COLUMN effective_on        date,
  ADD COLUMN closed_on           date,
  ADD COLUMN outcome             text CHECK (outcome IN ('evidence-used', 'not-evidence')),
  ADD COLUMN litigation          text NOT NULL DEFAULT 'none' CHECK (litigation IN ('none', 'open', 'final')),
  ADD COLUMN litigation_final_on date,
  ADD COLUMN major_decision      boolean NOT NULL DEFAULT false,
  ADD COLUMN major_reasons       text[] NOT NULL DEFAULT '{}',
  ADD COLUMN power_item_code     text,
  ADD COLUMN power_item_version  text,
  ADD COLUMN archive_term        text CHECK (archive_term IN ('P10Y', 'P30Y', 'permanent')),
  ADD COLUMN flags               text[] NOT NULL DEFAULT '{}',
  ADD COLUMN party_codes         jsonb NOT NULL DEFAULT '[]',
  ADD CONSTRAINT cases_closed_with_outcome CHECK ((closed_on IS NULL) = (outcome IS NULL)),
  ADD CONSTRAINT cases_final_with_date CHECK ((litigation = 'final') = (litigation_final_on IS NOT NULL));

-- Who stands behind a party's code. An entry that was corrected stays.
CREATE TABLE case_parties (
  case_id    uuid NOT NULL REFERENCES cases,
  code       text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('person', 'organisation')),
  name       text,
  entered_at timestamptz NOT NULL,
  entered_by text NOT NULL,
  ended_at   timestamptz,
  ended_by   text
);
CREATE UNIQUE INDEX case_parties_current ON case_parties (case_id, code) WHERE ended_at IS NULL;

-- Flags of a single item; flags of its case and of its session count beside them.
CREATE TABLE item_flags (
  item_id uuid NOT NULL REFERENCES items,
  flag    text NOT NULL,
  set_at  timestamptz NOT NULL,
  set_by  text NOT NULL,
  reason  text NOT NULL,
  PRIMARY KEY (item_id, flag)
);
