-- What the ledger tells of devices, and how far that is: enrolments, retirements, clocks that jumped.

ALTER TABLE devices ADD COLUMN is_enrolment_logged boolean NOT NULL DEFAULT false;
ALTER TABLE devices ADD COLUMN is_retirement_logged boolean NOT NULL DEFAULT false;
ALTER TABLE device_certificates ADD COLUMN is_logged boolean NOT NULL DEFAULT false;
-- Judged for a jump, and entered if it was one.
ALTER TABLE clock_checks ADD COLUMN is_judged boolean NOT NULL DEFAULT false;

CREATE INDEX devices_enrolment_due ON devices (id) WHERE NOT is_enrolment_logged;
CREATE INDEX devices_retirement_due ON devices (id) WHERE retired_at IS NOT NULL AND NOT is_retirement_logged;
CREATE INDEX device_certificates_due ON device_certificates (id) WHERE sha256 IS NOT NULL AND NOT is_logged;
CREATE INDEX clock_checks_due ON clock_checks (position) WHERE NOT is_judged;
