-- Batches that custody could not go on with when it last tried, since when, and why.

CREATE TABLE disposal_stalls (
  disposal_id uuid PRIMARY KEY REFERENCES disposals,
  since       timestamptz NOT NULL,
  code        text NOT NULL,                -- of a refusal, or disposal/waits
  against     text[] NOT NULL DEFAULT '{}'  -- what its items wait for
);
