-- How far a query looked: it goes on from there, so that many who match keep nobody waiting.

ALTER TABLE holds ADD COLUMN looked_through bigint NOT NULL DEFAULT 0;  -- position of an item
