-- A flag that is set or taken away has the item decided anew.

CREATE FUNCTION retention_mark_flag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO retention_marks (item_id) VALUES (coalesce(NEW.item_id, OLD.item_id));
  RETURN NULL;
END $$;
CREATE TRIGGER retention_flag AFTER INSERT OR UPDATE OR DELETE ON item_flags
  FOR EACH ROW EXECUTE FUNCTION retention_mark_flag();
