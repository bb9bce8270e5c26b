-- Webhooks: addresses of other systems that are told what happens, their signing keys, and the outbox of what is sent to them.

CREATE TABLE webhooks (
  id            uuid PRIMARY KEY,
  url           text NOT NULL,
  description   text NOT NULL,
  types         text[] NOT NULL,            -- empty: all that the account may hear
  as_user       uuid NOT NULL REFERENCES users,
  created_at    timestamptz NOT NULL,
  created_by    uuid NOT NULL REFERENCES users,
  stopped_at    timestamptz,
  stopped_why   text CHECK (stopped_why IN ('by-hand', 'failing', 'gone', 'account')),
  failing_since timestamptz,
  heard_up_to   bigint NOT NULL,            -- the outbox holds what is sent of the line of events up to there
  removed_at    timestamptz,
  CHECK ((stopped_at IS NULL) = (stopped_why IS NULL))
);

CREATE TABLE webhook_secrets (
  id         uuid PRIMARY KEY,              -- for which the key is wrapped
  webhook_id uuid NOT NULL REFERENCES webhooks,
  kek        text NOT NULL,
  wrapped    bytea NOT NULL,
  made_at    timestamptz NOT NULL,
  until      timestamptz                    -- null: the newest
);
CREATE UNIQUE INDEX webhook_secrets_newest ON webhook_secrets (webhook_id) WHERE until IS NULL;

CREATE TABLE webhook_deliveries (
  id         uuid PRIMARY KEY,
  position   bigint GENERATED ALWAYS AS IDENTITY,
  webhook_id uuid NOT NULL REFERENCES webhooks,
  type       text NOT NULL,
  sequence   bigint,                        -- of the event; null: a test
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given-up', 'withheld')),
  made_at    timestamptz NOT NULL,
  due_at     timestamptz,                   -- of one that is being sent: when somebody else may
  tries      integer NOT NULL DEFAULT 0,    -- since it was made, or sent again by hand
  CHECK ((due_at IS NOT NULL) = (state = 'waiting')),
  UNIQUE (webhook_id, sequence)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, due_at, position) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_listed ON webhook_deliveries (webhook_id, position);

CREATE TABLE webhook_attempts (
  delivery_id uuid NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
  number      integer NOT NULL,
  at          timestamptz NOT NULL,
  ms          integer NOT NULL,
  status      integer,
  fault       text,
  PRIMARY KEY (delivery_id, number),
  CHECK ((status IS NULL) <> (fault IS NULL))
);
