-- What a device may send a day (UTC) and hold open where that is not as configured, and what was counted of devices and of the agency.

CREATE TABLE device_quotas (
  device_id     uuid PRIMARY KEY REFERENCES devices,
  bytes_per_day bigint CHECK (bytes_per_day >= 0),   -- null: as configured; 0: no limit
  files_per_day bigint CHECK (files_per_day >= 0),
  open_bytes    bigint CHECK (open_bytes >= 0),
  set_at        timestamptz NOT NULL,
  set_by        text NOT NULL
);

CREATE TABLE quota_days (
  holder text NOT NULL,                              -- a device's id, or "agency"
  day    date NOT NULL,
  bytes  bigint NOT NULL,
  files  bigint NOT NULL,
  PRIMARY KEY (holder, day)
);

ALTER TABLE uploads ADD COLUMN counted_bytes bigint NOT NULL DEFAULT 0;
ALTER TABLE uploads ADD COLUMN counted_on date;      -- the day it was counted last
ALTER TABLE uploads ADD COLUMN counted_for text[] NOT NULL DEFAULT '{}';
