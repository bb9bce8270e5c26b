-- Which store the evidence lies in: a random id, kept here and as an object of that store.

CREATE TABLE store_identity (
  only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  id        uuid NOT NULL,
  is_stored boolean NOT NULL DEFAULT false    -- false: the object may not be there yet
);
