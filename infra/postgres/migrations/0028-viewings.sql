-- Viewings under way: how much of a file a person was given so far, so that a process that is killed loses seconds of it.

CREATE TABLE viewings (
  id      uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES items,
  actor   text NOT NULL,
  data    text NOT NULL,                    -- of the custody event that will tell of it, exact JSON
  kept_at timestamptz NOT NULL,
  told_at timestamptz                       -- once that event is there; the row then keeps it from being told twice
);
CREATE INDEX viewings_left ON viewings (kept_at);
CREATE INDEX viewings_of_item ON viewings (item_id);
