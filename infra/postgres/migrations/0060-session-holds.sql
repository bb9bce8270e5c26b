-- A hold may lie on a recording session: on what belongs to it now and what comes to belong.

ALTER TABLE holds ADD COLUMN session_id uuid REFERENCES recording_sessions;
ALTER TABLE holds DROP CONSTRAINT holds_scope_check;
ALTER TABLE holds ADD CONSTRAINT holds_scope_check CHECK (scope IN ('items', 'case', 'session', 'query'));
ALTER TABLE holds ADD CONSTRAINT holds_session_scope_check CHECK ((scope = 'session') = (session_id IS NOT NULL));

-- Those that somebody placed in a session, and those whose device named its number and that nobody ever placed anywhere.
CREATE FUNCTION items_of_session(session uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT item_id FROM session_items WHERE session_id = session AND ended_at IS NULL
  UNION ALL
  SELECT i.id FROM recording_sessions s JOIN items i ON i.other_metadata->>'session' = s.number
   WHERE s.id = session AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)
$$;

CREATE OR REPLACE FUNCTION holds_on(held uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT h.id FROM holds h JOIN items i ON i.id = held
   WHERE h.released_at IS NULL
     AND (EXISTS (SELECT FROM held_items x WHERE x.hold_id = h.id AND x.item_id = held)
          OR held = ANY (h.item_ids)
          OR EXISTS (SELECT FROM case_links l WHERE l.case_id = h.case_id AND l.item_id = held
                        AND l.unlinked_at IS NULL)
          OR (h.scope = 'session' AND EXISTS (SELECT FROM items_of_session(h.session_id) m WHERE m = held))
          OR (h.scope = 'query' AND hold_query_covers(h.query, i)))
$$;
