-- When each kind of worker was last heard of. A row says that one such process lives and reaches the database.

CREATE TABLE heartbeats (
  process text PRIMARY KEY,                 -- "custody", "media"
  beat_at timestamptz NOT NULL              -- by the database's own clock, which also judges it
);
