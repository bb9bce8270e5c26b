-- Holds, the items they lie on, and what the object store showed of each of those.

CREATE TABLE holds (
  id               uuid PRIMARY KEY,
  position         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind             text NOT NULL CHECK (kind IN ('litigation', 'complaint', 'review', 'discovery', 'supervision')),
  scope            text NOT NULL CHECK (scope IN ('items', 'case', 'query')),
  item_ids         uuid[],
  case_id          uuid REFERENCES cases,
  query            jsonb,                   -- services/holds/hold.ts (HoldQuery)
  authority_number text NOT NULL,
  authority        jsonb NOT NULL,          -- the document: its type, size, digest and object
  reason           text NOT NULL,
  review_on        text NOT NULL CHECK (review_on ~ '^\d{4}-\d\d-\d\d$'),  -- day in the agency's zone
  placed_at        timestamptz NOT NULL,
  placed_by        uuid NOT NULL REFERENCES users,
  released_at      timestamptz,
  released_by      uuid REFERENCES users CHECK (released_by <> placed_by), -- two people, whatever the code says
  release_reason   text,
  evaluated_at     timestamptz,             -- of a query: when it was last looked for what matches
  CHECK ((scope = 'items') = (item_ids IS NOT NULL)),
  CHECK ((scope = 'case') = (case_id IS NOT NULL)),
  CHECK ((scope = 'query') = (query IS NOT NULL)),
  CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE INDEX holds_active ON holds (scope) WHERE released_at IS NULL;

CREATE TABLE held_items (
  hold_id   uuid NOT NULL REFERENCES holds,
  item_id   uuid NOT NULL REFERENCES items,
  joined_at timestamptz NOT NULL,
  left_at   timestamptz,                    -- after the hold was released, and never before
  PRIMARY KEY (hold_id, item_id)
);
CREATE INDEX held_items_by_item ON held_items (item_id);
CREATE INDEX held_items_there ON held_items (hold_id) WHERE left_at IS NULL;

CREATE TABLE hold_marks (
  item_id      uuid PRIMARY KEY REFERENCES items,
  is_held      boolean NOT NULL DEFAULT false,  -- as the object store showed it
  objects      integer NOT NULL DEFAULT 0,
  read_back_at timestamptz,
  failure      text,
  due_at       timestamptz                  -- null: nothing to look at any more
);
CREATE INDEX hold_marks_due ON hold_marks (due_at) WHERE due_at IS NOT NULL;

CREATE FUNCTION hold_query_covers(query jsonb, item items) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (query->>'deviceId' IS NULL OR item.device_id = (query->>'deviceId')::uuid)
    AND (query->>'activity' IS NULL OR item.activity = query->>'activity')
    AND (query->>'declaredCase' IS NULL OR item.declared_case = query->>'declaredCase')
    AND (query->>'recordedFrom' IS NULL OR item.recorded_at >= (query->>'recordedFrom')::timestamptz)
    AND (query->>'recordedUntil' IS NULL OR item.recorded_at < (query->>'recordedUntil')::timestamptz)
    AND (query->>'receivedFrom' IS NULL OR item.received_at >= (query->>'receivedFrom')::timestamptz)
    AND (query->>'receivedUntil' IS NULL OR item.received_at < (query->>'receivedUntil')::timestamptz), false)
$$;

-- The holds on an item by what they say, joined yet or not. While there is one, nothing of it may end.
CREATE FUNCTION holds_on(held uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT h.id FROM holds h JOIN items i ON i.id = held
   WHERE h.released_at IS NULL
     AND (EXISTS (SELECT FROM held_items x WHERE x.hold_id = h.id AND x.item_id = held)
          OR held = ANY (h.item_ids)
          OR EXISTS (SELECT FROM case_links l WHERE l.case_id = h.case_id AND l.item_id = held
                        AND l.unlinked_at IS NULL)
          OR (h.scope = 'query' AND hold_query_covers(h.query, i)))
$$;
