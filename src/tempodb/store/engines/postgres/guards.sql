CREATE OR REPLACE FUNCTION tempodb_unchanged() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$BEGIN RAISE EXCEPTION 'tempodb: what was recorded is neither changed nor deleted' USING ERRCODE = 'integrity_constraint_violation'; END$$;
CREATE OR REPLACE FUNCTION tempodb_closed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$BEGIN RAISE EXCEPTION 'tempodb: what is believed is closed once, after it began' USING ERRCODE = 'integrity_constraint_violation'; END$$;
CREATE OR REPLACE FUNCTION tempodb_tx_appended() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$BEGIN IF EXISTS (SELECT 1 FROM tx WHERE id >= NEW.id) OR EXISTS (SELECT 1 FROM tx WHERE recorded >= NEW.recorded) THEN RAISE EXCEPTION 'tempodb: what is recorded comes after all that was' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END$$;
CREATE OR REPLACE FUNCTION tempodb_assertion_appended() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$BEGIN IF EXISTS (SELECT 1 FROM added WHERE tx < (SELECT max(id) FROM tx)) THEN RAISE EXCEPTION 'tempodb: what is recorded comes after all that was' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NULL; END$$;
CREATE OR REPLACE TRIGGER tx_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON tx FOR EACH STATEMENT
  EXECUTE FUNCTION tempodb_unchanged();
CREATE OR REPLACE TRIGGER assertion_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON assertion FOR EACH STATEMENT
  EXECUTE FUNCTION tempodb_unchanged();
CREATE OR REPLACE TRIGGER entity_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON entity FOR EACH STATEMENT
  EXECUTE FUNCTION tempodb_unchanged();
CREATE OR REPLACE TRIGGER interned_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON interned FOR EACH STATEMENT
  EXECUTE FUNCTION tempodb_unchanged();
CREATE OR REPLACE TRIGGER label_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON label FOR EACH STATEMENT
  EXECUTE FUNCTION tempodb_unchanged();
CREATE OR REPLACE TRIGGER belief_unchanged BEFORE UPDATE OF scope, kind, f1, id, party, other, value, f2, t1, t2, from_text, to_text, since, recorded_from, disputed, sources, claim OR DELETE OR TRUNCATE ON belief
  FOR EACH STATEMENT EXECUTE FUNCTION tempodb_unchanged();
CREATE OR REPLACE TRIGGER belief_closed BEFORE UPDATE OF recorded_to ON belief FOR EACH ROW
  WHEN (OLD.recorded_to <> 9223372036854775807 OR NEW.recorded_to <= OLD.recorded_from)
  EXECUTE FUNCTION tempodb_closed();
CREATE OR REPLACE TRIGGER tx_appended BEFORE INSERT ON tx FOR EACH ROW EXECUTE FUNCTION tempodb_tx_appended();
CREATE OR REPLACE TRIGGER assertion_appended AFTER INSERT ON assertion REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION tempodb_assertion_appended();
ALTER TABLE tx ENABLE TRIGGER USER;
ALTER TABLE assertion ENABLE TRIGGER USER;
ALTER TABLE entity ENABLE TRIGGER USER;
ALTER TABLE interned ENABLE TRIGGER USER;
ALTER TABLE label ENABLE TRIGGER USER;
ALTER TABLE belief ENABLE TRIGGER USER;
