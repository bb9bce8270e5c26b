-- The handling unit's own signature on a submission to legal review: one a round, until the opinion; never changed or deleted.

CREATE TABLE unit_signatures (
  case_id            uuid NOT NULL,
  round              integer NOT NULL,
  kind               text NOT NULL DEFAULT 'submission' CHECK (kind = 'submission'),
  signature          bytea NOT NULL,                -- detached CMS over the text of the submission
  sha256             text NOT NULL,                 -- of the signature
  signer             text NOT NULL,                 -- subject of the certificate, RFC 4514
  certificate_sha256 text NOT NULL,
  root               text NOT NULL,
  signed_at          timestamptz,                   -- by the signer's own word
  entered_at         timestamptz NOT NULL,
  entered_by         uuid NOT NULL REFERENCES users,
  PRIMARY KEY (case_id, round),
  FOREIGN KEY (case_id, round, kind) REFERENCES legal_reviews (case_id, number, kind)
);

CREATE FUNCTION unit_signatures_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'what a unit signed stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM legal_reviews r WHERE r.case_id = NEW.case_id AND r.number = NEW.round AND r.kind = 'opinion') THEN
    RAISE EXCEPTION 'the opinion was given' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unit_signatures_stay BEFORE INSERT OR UPDATE OR DELETE ON unit_signatures
  FOR EACH ROW EXECUTE FUNCTION unit_signatures_stay();

-- It is as secret as what it signs: the rule of that table holds in the sub-select.
GRANT SELECT ON unit_signatures TO holdfast_reader;
ALTER TABLE unit_signatures ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON unit_signatures FOR SELECT TO holdfast_reader USING (EXISTS (SELECT FROM legal_reviews r
  WHERE r.case_id = unit_signatures.case_id AND r.number = unit_signatures.round AND r.kind = 'submission'));
