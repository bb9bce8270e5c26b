-- Devices of which it is known that they sign every recording, and with what.

CREATE TABLE device_signing (
  device_id uuid PRIMARY KEY REFERENCES devices,
  kind      text NOT NULL,
  set_at    timestamptz NOT NULL,
  set_by    text NOT NULL
);
