-- Published heads that are made known outside: stamped by authorities for time, cosigned by witnesses.

CREATE TABLE ledger_anchors (
  origin    text NOT NULL,
  size      bigint NOT NULL,
  chosen_at timestamptz NOT NULL,
  PRIMARY KEY (origin, size),
  FOREIGN KEY (origin, size) REFERENCES ledger_heads
);
