-- What somebody recorded is found by the cameras that they carried: those that sent it, and those that a dock named.
-- What is longer names no device in the register (100 characters), and might be longer than an index holds.

CREATE INDEX items_by_camera ON items (normalize(other_metadata ->> 'device'), position)
  WHERE length(other_metadata ->> 'device') <= 200;
