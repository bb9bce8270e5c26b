-- Items are narrowed by the officer and by the place alone: their words are kept once more under a sign of their own
-- (services/search/words.ts), so all words are made anew.
INSERT INTO search_marks (item_id) SELECT id FROM items WHERE stage NOT IN ('disposing', 'disposed') ORDER BY position DESC;
