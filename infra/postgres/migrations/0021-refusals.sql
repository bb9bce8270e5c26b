-- Refused accesses that came too soon after one that is told, until the next one tells them.

CREATE TABLE refusal_counts (
  item_id uuid NOT NULL REFERENCES items,
  actor   text NOT NULL,
  what    text NOT NULL,                    -- the representation that was asked for
  told_at timestamptz NOT NULL,
  untold  bigint NOT NULL,
  PRIMARY KEY (item_id, actor, what)
);
