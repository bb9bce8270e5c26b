-- Manifests, their signatures, and receipts: each written once and never changed.

CREATE TABLE seals (
  item_id         uuid NOT NULL REFERENCES items,
  subject         text NOT NULL,
  manifest        bytea NOT NULL,
  manifest_sha256 text NOT NULL UNIQUE,
  signature       bytea,
  PRIMARY KEY (item_id, subject)
);

CREATE TABLE receipts (
  item_id   uuid PRIMARY KEY REFERENCES items,
  statement text NOT NULL,
  signature bytea NOT NULL,
  proof     text NOT NULL
);
