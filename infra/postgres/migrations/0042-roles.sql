-- Records staff (places holds, carries disposal out) and legal review (the second approval).

ALTER TABLE users DROP CONSTRAINT users_role_check;
ALTER TABLE users ADD CONSTRAINT users_role_check
  CHECK (role IN ('admin', 'officer', 'reviewer', 'auditor', 'records', 'legal'));
