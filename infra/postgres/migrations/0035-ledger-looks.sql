-- What custody saw when it last looked whether the ledger takes entries: told also while nothing waits for it.

CREATE TABLE ledger_looks (
  agency    text PRIMARY KEY,
  code      text,                           -- NULL: it would take one
  looked_at timestamptz NOT NULL
);
