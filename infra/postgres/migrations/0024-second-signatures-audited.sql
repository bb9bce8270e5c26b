-- The copies of second signatures are read again too; those of seals that were taken up without them.

INSERT INTO fixity_targets (name, item_id, last_read_at)
SELECT 'item/' || s.item_id || '/' || s.subject || '/second-signature', s.item_id, i.received_at
  FROM seals s JOIN items i ON i.id = s.item_id
 WHERE s.second_signature IS NOT NULL AND s.enrolled_at IS NOT NULL
ON CONFLICT (name) DO NOTHING;
