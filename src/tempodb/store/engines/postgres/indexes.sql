ALTER TABLE tx ADD CONSTRAINT tx_id PRIMARY KEY (id);
ALTER TABLE tx ADD CONSTRAINT tx_recorded UNIQUE (recorded);
ALTER TABLE assertion ADD CONSTRAINT assertion_id PRIMARY KEY (id);
ALTER TABLE file_text ADD CONSTRAINT file_text_dataset PRIMARY KEY (dataset);
ALTER TABLE entity ADD CONSTRAINT entity_id PRIMARY KEY (id);
ALTER TABLE entity ADD CONSTRAINT entity_slug UNIQUE (type, slug);
ALTER TABLE interned ADD CONSTRAINT interned_id PRIMARY KEY (id);
ALTER TABLE interned ADD CONSTRAINT interned_text EXCLUDE USING hash (text WITH =);
ALTER TABLE belief ADD CONSTRAINT belief_place PRIMARY KEY (scope, kind, f1, id);
ALTER TABLE assertion ADD CONSTRAINT assertion_of_tx FOREIGN KEY (tx) REFERENCES tx (id);
ALTER TABLE assertion ADD CONSTRAINT assertion_of_claim FOREIGN KEY (claim) REFERENCES assertion (id);
CREATE INDEX assertion_tx ON assertion (tx, id);
CREATE INDEX assertion_claim ON assertion (claim) WHERE claim IS NOT NULL;
CREATE UNIQUE INDEX label_whole ON label (md5(folded), entity);
CREATE INDEX label_folded ON label USING hash (folded);
CREATE UNIQUE INDEX belief_id ON belief (id) WHERE id > 0;
CREATE INDEX belief_party ON belief (party, kind, f1);
ALTER TABLE belief ADD CONSTRAINT belief_agrees EXCLUDE USING gist (
  scope WITH =, kind WITH =, party WITH =, other WITH =, value WITH <>,
  int4range(f2, t1) WITH &&, int8range(recorded_from, recorded_to) WITH &&
) WHERE (disputed = 0 AND f2 < t1 AND recorded_from < recorded_to AND kind IN (7, 8, 10, 11, 13));
