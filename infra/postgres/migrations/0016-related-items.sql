-- Which files a device says belong together: its recordings by a name, and side files by what they belong to.

ALTER TABLE items ADD COLUMN recording text;
ALTER TABLE items ADD COLUMN belongs_to text;
CREATE INDEX items_by_recording ON items (device_id, recording) WHERE recording IS NOT NULL;
CREATE INDEX items_by_belonging ON items (device_id, belongs_to) WHERE belongs_to IS NOT NULL;

-- Uploads on their way in were announced before there were these words.
UPDATE uploads SET announced = '{"recording": null, "belongsTo": null}'::jsonb || announced
  WHERE state = 'open';
