-- What was given of an item, and who looked at it, is known with it.
GRANT SELECT ON retention_extensions, retention_reviews TO holdfast_reader;
ALTER TABLE retention_extensions ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention_reviews ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON retention_extensions FOR SELECT TO holdfast_reader USING (sees_item(item_id));
CREATE POLICY seen ON retention_reviews FOR SELECT TO holdfast_reader USING (sees_item(item_id));
