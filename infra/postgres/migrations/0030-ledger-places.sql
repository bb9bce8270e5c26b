-- Who enters a leaf asks again until it stands: nothing has to wait in the database for its place.

DROP TABLE ledger_waiting;
