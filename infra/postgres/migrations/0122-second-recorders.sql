-- Two recorders of one camera: a channel may be the second of another of its session. live_grows keeps it as it was added.
ALTER TABLE live_channels ADD CONSTRAINT live_channels_of UNIQUE (session_id, id);
ALTER TABLE live_channels
  ADD COLUMN second_of uuid,
  ADD CONSTRAINT live_channels_first FOREIGN KEY (session_id, second_of) REFERENCES live_channels (session_id, id),
  ADD CONSTRAINT live_channels_second UNIQUE (second_of),
  ADD CHECK (second_of <> id);
