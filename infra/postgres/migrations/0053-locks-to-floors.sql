-- Floors that were promised before locks were compared with what the store shows: their locks are due once more.
UPDATE retention r SET lock_at = now()
 WHERE lock_at IS NULL AND (locked_until IS NULL OR locked_until < floor_until + 1)
   AND (EXISTS (SELECT FROM retention_told t WHERE t.item_id = r.item_id)
        OR EXISTS (SELECT FROM receipts s WHERE s.item_id = r.item_id
                    AND (s.statement::jsonb->>'lockedUntil')::timestamptz < r.floor_until - 1));
