CREATE TRIGGER tx_unchanged BEFORE UPDATE ON tx
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER tx_undeleted BEFORE DELETE ON tx
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER assertion_unchanged BEFORE UPDATE ON assertion
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER assertion_undeleted BEFORE DELETE ON assertion
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER entity_unchanged BEFORE UPDATE ON entity
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER entity_undeleted BEFORE DELETE ON entity
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER interned_unchanged BEFORE UPDATE ON interned
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER interned_undeleted BEFORE DELETE ON interned
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER label_unchanged BEFORE UPDATE ON label
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER label_undeleted BEFORE DELETE ON label
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER belief_unchanged BEFORE UPDATE OF scope, kind, f1, id, party, other, value, f2, t1, t2, from_text, to_text, since, recorded_from, disputed, sources, claim ON belief
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER belief_closed BEFORE UPDATE OF recorded_to ON belief WHEN OLD.recorded_to <> 9223372036854775807 OR NEW.recorded_to <= OLD.recorded_from
  BEGIN SELECT RAISE(ABORT, 'tempodb: what is believed is closed once, after it began'); END;
CREATE TRIGGER belief_undeleted BEFORE DELETE ON belief
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER tx_appended BEFORE INSERT ON tx WHEN EXISTS (SELECT 1 FROM tx WHERE id >= NEW.id) OR EXISTS (SELECT 1 FROM tx WHERE recorded >= NEW.recorded)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what is recorded comes after all that was'); END;
CREATE TRIGGER assertion_appended BEFORE INSERT ON assertion WHEN NEW.id <= (SELECT max(id) FROM assertion) OR NEW.tx < (SELECT max(id) FROM tx)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what is recorded comes after all that was'); END;
CREATE TRIGGER entity_added BEFORE INSERT ON entity WHEN EXISTS (SELECT 1 FROM entity WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM entity WHERE type = NEW.type AND slug = NEW.slug)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what has a number keeps it'); END;
CREATE TRIGGER interned_added BEFORE INSERT ON interned WHEN EXISTS (SELECT 1 FROM interned WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM interned WHERE text = NEW.text)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what has a number keeps it'); END;
CREATE TRIGGER belief_added BEFORE INSERT ON belief WHEN NEW.id <= 0 OR EXISTS (SELECT 1 FROM belief WHERE id = NEW.id AND id > 0)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what has a number keeps it'); END;
