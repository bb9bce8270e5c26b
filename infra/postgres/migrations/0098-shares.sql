-- Shares: what a guest may watch, on which paper, who approved it, and what the guest acknowledged. Nothing here is ever deleted.

CREATE TABLE shares (
  id                  uuid PRIMARY KEY,
  position            bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  guest_id            uuid NOT NULL REFERENCES guests,
  case_id             uuid REFERENCES cases,
  item_ids            uuid[],
  purpose             text NOT NULL CHECK (purpose IN ('evidence', 'supervision')),
  download            boolean NOT NULL,
  until               date NOT NULL,         -- the first day on which it counts no more
  reason              text NOT NULL,
  document_name       text NOT NULL,
  document_sha256     text NOT NULL,
  watermark           text NOT NULL UNIQUE,
  asked_at            timestamptz NOT NULL,
  asked_by            uuid NOT NULL REFERENCES users,
  decided_at          timestamptz,
  decided_by          uuid REFERENCES users,
  approved            boolean,
  decision_reason     text,
  grant_id            uuid UNIQUE REFERENCES access_grants,
  receipt             text,                  -- what the guest acknowledges, exact
  receipt_sha256      text,
  acknowledged_at     timestamptz,
  acknowledged_by     text CHECK (acknowledged_by IN ('password', 'signature')),
  signer              text,
  certificate_sha256  text,
  signature           bytea,                 -- CMS over the receipt
  shut_at             timestamptz,           -- told: a label stands above what the partner may know of
  CHECK ((case_id IS NULL) <> (item_ids IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (approved IS NULL)),
  CHECK (approved IS NOT TRUE OR decided_by <> asked_by),   -- this takes two people
  CHECK ((approved IS TRUE) = (grant_id IS NOT NULL)),
  CHECK ((grant_id IS NULL) = (receipt IS NULL) AND (receipt IS NULL) = (receipt_sha256 IS NULL)),
  CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
  CHECK (acknowledged_at IS NULL OR grant_id IS NOT NULL),
  CHECK ((acknowledged_by = 'signature') = (signature IS NOT NULL))
);
CREATE INDEX shares_of_guest ON shares (guest_id, position);

CREATE FUNCTION shares_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE'
     OR (OLD.decided_at IS NOT NULL AND
         (NEW.decided_at, NEW.decided_by, NEW.approved, NEW.decision_reason, NEW.grant_id, NEW.receipt, NEW.receipt_sha256)
         IS DISTINCT FROM
         (OLD.decided_at, OLD.decided_by, OLD.approved, OLD.decision_reason, OLD.grant_id, OLD.receipt, OLD.receipt_sha256))
     OR (OLD.acknowledged_at IS NOT NULL AND
         (NEW.acknowledged_at, NEW.acknowledged_by, NEW.signer, NEW.certificate_sha256, NEW.signature)
         IS DISTINCT FROM
         (OLD.acknowledged_at, OLD.acknowledged_by, OLD.signer, OLD.certificate_sha256, OLD.signature))
     OR (NEW.id, NEW.guest_id, NEW.case_id, NEW.item_ids, NEW.purpose, NEW.download, NEW.until, NEW.reason,
         NEW.document_name, NEW.document_sha256, NEW.watermark, NEW.asked_at, NEW.asked_by)
        IS DISTINCT FROM
        (OLD.id, OLD.guest_id, OLD.case_id, OLD.item_ids, OLD.purpose, OLD.download, OLD.until, OLD.reason,
         OLD.document_name, OLD.document_sha256, OLD.watermark, OLD.asked_at, OLD.asked_by) THEN
    RAISE EXCEPTION 'what was shared stays as it was asked, decided and acknowledged' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER shares_stay BEFORE UPDATE OR DELETE ON shares
  FOR EACH ROW EXECUTE FUNCTION shares_stay();

-- A grant of a guest is one of a share, whatever the code says: nobody opens a house to another agency by another door.
CREATE FUNCTION guests_by_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM users u WHERE u.id = NEW.user_id AND u.role = 'guest')
     AND NOT EXISTS (SELECT FROM shares s WHERE s.grant_id = NEW.id AND s.guest_id = NEW.user_id) THEN
    RAISE EXCEPTION 'a guest is given nothing but by a share' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER guests_by_shares AFTER INSERT ON access_grants DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guests_by_shares();
