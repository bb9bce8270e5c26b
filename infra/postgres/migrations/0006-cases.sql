-- Cases and which items belong to them. A link that ended stays, with who ended it and why.

CREATE TABLE cases (
  id         uuid PRIMARY KEY,
  position   bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  number     text NOT NULL UNIQUE,
  title      text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL
);

CREATE TABLE case_links (
  case_id      uuid NOT NULL REFERENCES cases,
  item_id      uuid NOT NULL REFERENCES items,
  linked_at    timestamptz NOT NULL,
  linked_by    text NOT NULL,
  unlinked_at  timestamptz,
  unlinked_by  text,
  reason       text
);
CREATE UNIQUE INDEX case_links_current ON case_links (case_id, item_id) WHERE unlinked_at IS NULL;
CREATE INDEX case_links_by_item ON case_links (item_id);
