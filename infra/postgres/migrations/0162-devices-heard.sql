-- When each device was heard last (infra/postgres/device-heard.ts) is the newest row of each of these: one look into each index.

CREATE INDEX batches_by_dock ON batches (device_id, position);
CREATE INDEX batches_by_camera ON batches (camera_device_id, position) WHERE camera_device_id IS NOT NULL;
CREATE INDEX clock_checks_by_device ON clock_checks (device_id, position);
