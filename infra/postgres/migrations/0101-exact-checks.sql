-- Which check of a clock was made more exact by another: continuity asks it of each recording.

CREATE INDEX clock_checks_by_refined ON clock_checks (refines) WHERE refines IS NOT NULL;
