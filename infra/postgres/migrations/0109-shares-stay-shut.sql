-- What a label shut once stays shut, whatever becomes of the label: whoever still needs it is given another share, by two people.

CREATE FUNCTION shares_stay_shut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a share that a label shut stays shut' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER shares_stay_shut BEFORE UPDATE ON shares
  FOR EACH ROW WHEN (OLD.shut_at IS NOT NULL AND NEW.shut_at IS DISTINCT FROM OLD.shut_at)
  EXECUTE FUNCTION shares_stay_shut();
