-- Items that are past their last day and kept only until somebody tells what has come about: found each time whoever may tell it
-- looks at what waits for them. What cannot be told by a person (that a case is closed) is not among them.

CREATE INDEX retention_awaits_a_word ON retention (floor_until) WHERE CASE WHEN is_open THEN jsonb_path_exists(decision::jsonb,
  '$.decision.reasons[*] ? (@.awaits == "purpose-met" || @.awaits == "proceedings-over")') ELSE false END;

-- Sessions that are over and of which nobody said why nothing was recorded, the first that ended first.
CREATE INDEX recording_sessions_by_end ON recording_sessions ((facts->>'stoppedAt')) WHERE facts->>'notRecorded' IS NULL;
