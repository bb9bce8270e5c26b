-- Channels that are not closed, among those of years.
CREATE INDEX live_channels_open ON live_channels (session_id) WHERE NOT is_closed;
