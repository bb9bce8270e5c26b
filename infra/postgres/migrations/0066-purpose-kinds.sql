-- What a package was asked for: work on the case, supervision, or the protection of an officer.

ALTER TABLE packages ADD COLUMN purpose_kind text NOT NULL DEFAULT 'evidence'
  CHECK (purpose_kind IN ('evidence', 'supervision', 'protection'));
