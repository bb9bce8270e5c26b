-- A device asks by digest which of its files are here already.

CREATE INDEX uploads_declared ON uploads (device_id, (announced ->> 'sha256'))
  WHERE state IN ('open', 'received') AND announced ->> 'sha256' IS NOT NULL;
