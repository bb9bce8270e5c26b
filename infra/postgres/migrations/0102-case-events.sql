-- What happened in a case that a term of the law runs from, longer terms of it, and the provisions that the case rests on
-- (services/cases/case-event.ts, case-facts.ts). Who told and changed what is the chain of actions.

ALTER TABLE cases
  ADD COLUMN legal_basis jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(legal_basis) = 'array'),
  ADD COLUMN events      jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(events) = 'array'),
  ADD COLUMN extensions  jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(extensions) = 'array');

-- The list of deadlines reads these alone.
CREATE INDEX cases_with_terms ON cases (position)
  WHERE (filed_on IS NOT NULL AND decided_on IS NULL AND closed_on IS NULL) OR events <> '[]';
