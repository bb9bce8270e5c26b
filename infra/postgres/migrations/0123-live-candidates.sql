-- Rounds and looks find what waits among the channels of years without reading the others: a channel is told once its newest
-- head tells all of its links, and listed once its session's newest list does. Its next link makes both false again.
ALTER TABLE live_channels
  ADD COLUMN is_told   boolean NOT NULL DEFAULT false,
  ADD COLUMN is_listed boolean NOT NULL DEFAULT false;

DROP TRIGGER live_grows ON live_channels;
CREATE TRIGGER live_grows BEFORE UPDATE ON live_channels
  FOR EACH ROW EXECUTE FUNCTION live_grows('links', 'head', 'told_events', 'is_closed', 'is_told', 'is_listed');

UPDATE live_channels c
   SET is_told = EXISTS (SELECT FROM live_papers p WHERE p.channel_id = c.id AND p.kind = 'head' AND p.number = c.links),
       is_listed = EXISTS (SELECT FROM live_papers p WHERE p.session_id = c.session_id AND p.kind = 'list' AND p.links =
                     (SELECT sum(o.links) FROM live_channels o WHERE o.session_id = c.session_id));

CREATE INDEX live_channels_untold ON live_channels (position) WHERE NOT is_told;
CREATE INDEX live_channels_unlisted ON live_channels (session_id) WHERE NOT is_listed;
