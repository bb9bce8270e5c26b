-- Packages asked for: what goes in is fixed when the package is prepared, so that every download is the same bytes.

CREATE TABLE packages (
  id           uuid PRIMARY KEY,
  position     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  item_ids     uuid[] NOT NULL,
  purpose      text NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  state        text NOT NULL CHECK (state IN ('waiting', 'ready', 'failed')),
  failure      text,
  contents     jsonb,                       -- services/packages/contents.ts, once ready
  size_bytes   bigint
);
CREATE INDEX packages_waiting ON packages (requested_at) WHERE state = 'waiting';
