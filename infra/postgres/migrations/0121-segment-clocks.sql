-- What recorders say of clocks with each live segment, and when it was recorded by this service's clock, as far apart as that may be: null where nobody knows.
ALTER TABLE live_segments
  ADD COLUMN clocks        jsonb CHECK (jsonb_typeof(clocks) = 'object'),
  ADD COLUMN house_from_ms bigint,
  ADD COLUMN house_to_ms   bigint,
  ADD CHECK ((house_from_ms IS NULL) = (house_to_ms IS NULL)),
  ADD CHECK (house_from_ms <= house_to_ms);
-- What one recorder missed is looked for in what another has.
CREATE INDEX live_segments_house ON live_segments (channel_id, house_from_ms) WHERE house_from_ms IS NOT NULL;
CREATE INDEX live_segments_no_clock ON live_segments (channel_id) WHERE house_from_ms IS NULL;
