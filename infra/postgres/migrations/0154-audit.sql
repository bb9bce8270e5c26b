-- What one person did to evidence, and every refusal, newest first, without reading what others did.

CREATE INDEX custody_events_by_actor ON custody_events (actor, at, item_id, index);
CREATE INDEX custody_events_refused ON custody_events (at, item_id, index) WHERE kind = 'access-refused';
CREATE INDEX actions_by_actor_and_time ON actions (actor, at, index);
-- As services/actions/action.ts has them (REFUSAL_KINDS).
CREATE INDEX actions_refused ON actions (index)
  WHERE kind IN ('refused', 'login-failed', 'above-ceiling-refused', 'access-request-refused');

-- What the ledger says of a digest: most leaves have one, and the first is what they are about.
CREATE INDEX ledger_entries_by_digest ON ledger_entries (substring(leaf FROM 'sha256 ([0-9a-f]{64})'));
