-- Holes and late segments of a live channel are found without reading the others; heads that wait to be told are found by their channel.
CREATE INDEX live_links_gaps ON live_links (channel_id, index) WHERE kind = 'gap';
CREATE INDEX live_segments_aside ON live_segments (channel_id, link_index) WHERE lane = 'aside';
CREATE INDEX live_papers_waiting ON live_papers (channel_id) WHERE kind = 'head' AND NOT is_entered;
