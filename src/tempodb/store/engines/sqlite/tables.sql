CREATE TABLE tx (
	id INTEGER NOT NULL,
	recorded INTEGER NOT NULL,
	clock INTEGER NOT NULL,
	dataset TEXT,
	author TEXT,
	note TEXT,
	digest TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (recorded)
)
 STRICT;
CREATE TABLE assertion (
	id INTEGER NOT NULL,
	tx INTEGER NOT NULL,
	operation TEXT NOT NULL,
	claim INTEGER,
	body TEXT,
	salt TEXT,
	digest TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(tx) REFERENCES tx (id),
	FOREIGN KEY(claim) REFERENCES assertion (id)
)
 STRICT;
CREATE TABLE file_text (
	dataset TEXT NOT NULL,
	text BLOB NOT NULL,
	PRIMARY KEY (dataset)
)
 STRICT;
CREATE TABLE entity (
	id INTEGER NOT NULL,
	type INTEGER NOT NULL,
	slug TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (type, slug)
)
 STRICT;
CREATE TABLE interned (
	id INTEGER NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (text)
)
 STRICT;
CREATE TABLE label (
	folded TEXT NOT NULL,
	entity INTEGER NOT NULL,
	PRIMARY KEY (folded, entity)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE belief (
	scope INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	f1 INTEGER NOT NULL,
	id INTEGER NOT NULL,
	party INTEGER NOT NULL,
	other INTEGER NOT NULL,
	value INTEGER NOT NULL,
	f2 INTEGER NOT NULL,
	t1 INTEGER NOT NULL,
	t2 INTEGER NOT NULL,
	from_text TEXT,
	to_text TEXT,
	since INTEGER NOT NULL,
	recorded_from INTEGER NOT NULL,
	recorded_to INTEGER NOT NULL,
	disputed INTEGER NOT NULL,
	sources INTEGER NOT NULL,
	claim INTEGER NOT NULL,
	PRIMARY KEY (scope, kind, f1, id)
)
 WITHOUT ROWID,
 STRICT;
CREATE UNIQUE INDEX belief_id ON belief (id) WHERE id > 0;
CREATE INDEX belief_party ON belief (party, kind, scope);
CREATE INDEX ix_assertion_claim ON assertion (claim) WHERE claim IS NOT NULL;
CREATE INDEX ix_assertion_tx ON assertion (tx);
