-- How devices' clocks stood, and who carried a device when. Rows are only ever added.

CREATE TABLE clock_checks (
  position       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id             uuid NOT NULL UNIQUE,
  device_id      uuid NOT NULL REFERENCES devices,
  camera         text,                     -- whose clock it is, where the device speaks of another; null: its own
  device_time    timestamptz NOT NULL,     -- what that clock showed at checked_at
  checked_at     timestamptz NOT NULL,     -- by our clock
  offset_ms      bigint NOT NULL,          -- device minus ours
  uncertainty_ms bigint,                   -- null: told one way only
  refines        uuid REFERENCES clock_checks (id)
);
CREATE INDEX clock_checks_last ON clock_checks (device_id, camera, checked_at, position);

ALTER TABLE items ADD COLUMN clock jsonb;        -- services/evidence/device-clock.ts, as known at announcement
ALTER TABLE items ADD COLUMN camera_clock jsonb;

CREATE TABLE device_assignments (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id         uuid NOT NULL UNIQUE,
  device_id  uuid NOT NULL REFERENCES devices,
  user_id    uuid REFERENCES users,        -- null: nobody carried it
  from_at    timestamptz NOT NULL,
  to_at      timestamptz CHECK (to_at > from_at),
  entered_at timestamptz NOT NULL,
  entered_by uuid NOT NULL REFERENCES users,
  replaces   uuid UNIQUE REFERENCES device_assignments (id),
  reason     text,
  CHECK (replaces IS NULL OR reason IS NOT NULL)
);
CREATE INDEX device_assignments_by_device ON device_assignments (device_id, position);
