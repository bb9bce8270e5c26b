-- Tables of holidays and make-up days are applied as policy packs are: exact texts, proposed by one person, applied by another.

ALTER TABLE policy_packs ADD COLUMN kind text NOT NULL DEFAULT 'pack' CHECK (kind IN ('pack', 'calendar'));
