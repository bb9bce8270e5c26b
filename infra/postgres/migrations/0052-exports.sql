-- Packages that were made for somebody outside: for whom stands in the package's signed list, how it went on stands here.

ALTER TABLE packages ADD COLUMN issued jsonb;  -- services/packages/issued.ts; null: for nobody in particular

CREATE TABLE exports (
  package_id      uuid PRIMARY KEY REFERENCES packages,
  watermark       text NOT NULL UNIQUE,
  due_on          text CHECK (due_on ~ '^\d{4}-\d\d-\d\d$'),  -- day in the agency's zone, the last for the acknowledgement
  taken_out_at    timestamptz,                -- the first time
  receipt_text    text,                       -- what the recipient was given to sign, exact, from the first time on
  withdrawn_at    timestamptz,
  withdrawn_by    uuid REFERENCES users,
  withdraw_reason text,
  ack_kind        text CHECK (ack_kind IN ('signed', 'paper')),
  ack_media_type  text,
  ack_bytes       bytea,
  ack_sha256      text,
  ack_at          timestamptz,
  ack_by          uuid REFERENCES users,
  ack_signature   jsonb,                      -- services/exports/export.ts (RecipientSignature); of a signed one
  confirmed_at    timestamptz,                -- of a paper: the second person compared it
  confirmed_by    uuid REFERENCES users CHECK (confirmed_by <> ack_by), -- two people, whatever the code says
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK ((ack_kind IS NULL) = (ack_bytes IS NULL)),
  CHECK ((ack_kind IS NULL) = (ack_by IS NULL)),
  CHECK (ack_kind IS NULL OR taken_out_at IS NOT NULL),
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  CHECK (confirmed_at IS NULL OR ack_kind = 'paper'),
  CHECK ((ack_kind = 'signed') = (ack_signature IS NOT NULL)),
  CHECK (ack_signature IS NULL OR receipt_text IS NOT NULL)
);
CREATE INDEX exports_due ON exports (due_on) WHERE due_on IS NOT NULL;

-- What was acknowledged stays so, in these very bytes.
CREATE FUNCTION export_acknowledged(e exports) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(e.ack_kind = 'signed' OR e.confirmed_at IS NOT NULL, false)
$$;
CREATE FUNCTION exports_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an export stays on record';
  END IF;
  IF export_acknowledged(OLD) AND (NEW.ack_kind, NEW.ack_bytes, NEW.ack_by, NEW.confirmed_by)
      IS DISTINCT FROM (OLD.ack_kind, OLD.ack_bytes, OLD.ack_by, OLD.confirmed_by) THEN
    RAISE EXCEPTION 'an acknowledgement stays as it is';
  END IF;
  IF NEW.watermark <> OLD.watermark OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'an export stays on record';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER exports_stay BEFORE UPDATE OR DELETE ON exports FOR EACH ROW EXECUTE FUNCTION exports_stay();

CREATE INDEX packages_by_item ON packages USING gin (item_ids);
