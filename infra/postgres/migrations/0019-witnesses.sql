-- What witnesses said of anchors, and how each stands to each log.

CREATE TABLE ledger_cosignatures (
  origin      text NOT NULL,
  size        bigint NOT NULL,
  witness     text NOT NULL,
  line        text NOT NULL,
  cosigned_at timestamptz NOT NULL,
  PRIMARY KEY (origin, size, witness),
  FOREIGN KEY (origin, size) REFERENCES ledger_anchors
);

CREATE TABLE witness_standings (
  witness       text NOT NULL,
  origin        text NOT NULL,
  size          bigint NOT NULL,
  kept_size     bigint NOT NULL,
  problem       text,
  failures      integer NOT NULL,
  failing_since timestamptz,
  retry_at      timestamptz,
  PRIMARY KEY (witness, origin)
);
