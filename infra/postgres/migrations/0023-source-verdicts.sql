-- What is said of signatures inside an original, taken before anything is made of it.

CREATE TABLE source_verdicts (
  item_id          uuid PRIMARY KEY REFERENCES items,
  position         bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  device_id        uuid NOT NULL REFERENCES devices,  -- of the item: whether it lately signed is asked for each recording
  verdict          text NOT NULL,
  signed           boolean,                           -- null: the recording was not looked at
  statement        text NOT NULL,                     -- exact text
  statement_sha256 text NOT NULL,
  logged           boolean NOT NULL DEFAULT false     -- the ledger holds it
);
CREATE INDEX source_verdicts_unlogged ON source_verdicts (position) WHERE NOT logged;
CREATE INDEX source_verdicts_lately ON source_verdicts (device_id, position DESC) WHERE signed IS NOT NULL;
CREATE INDEX items_in_quarantine ON items (position) WHERE stage = 'quarantined';
