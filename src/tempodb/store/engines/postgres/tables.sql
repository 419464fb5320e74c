CREATE TABLE tempodb (
  version integer NOT NULL,
  changes bigint NOT NULL
);
CREATE TABLE tx (
  id bigint NOT NULL,
  recorded bigint NOT NULL,
  clock bigint NOT NULL,
  dataset text COLLATE "C",
  author text COLLATE "C",
  note text COLLATE "C",
  digest text COLLATE "C" NOT NULL
);
CREATE TABLE assertion (
  id bigint NOT NULL,
  tx bigint NOT NULL,
  operation text COLLATE "C" NOT NULL,
  claim bigint,
  body text COLLATE "C",
  salt text COLLATE "C",
  digest text COLLATE "C" NOT NULL
);
CREATE TABLE file_text (
  dataset text COLLATE "C" NOT NULL,
  text bytea NOT NULL
);
CREATE TABLE entity (
  id bigint NOT NULL,
  type integer NOT NULL,
  slug text COLLATE "C" NOT NULL
);
CREATE TABLE interned (
  id bigint NOT NULL,
  text text COLLATE "C" NOT NULL
);
CREATE TABLE label (
  folded text COLLATE "C" NOT NULL,
  entity bigint NOT NULL
);
CREATE TABLE belief (
  scope bigint NOT NULL,
  kind integer NOT NULL,
  f1 integer NOT NULL,
  id bigint NOT NULL,
  party bigint NOT NULL,
  other bigint NOT NULL,
  value bigint NOT NULL,
  f2 integer NOT NULL,
  t1 integer NOT NULL,
  t2 integer NOT NULL,
  from_text text COLLATE "C",
  to_text text COLLATE "C",
  since bigint NOT NULL,
  recorded_from bigint NOT NULL,
  recorded_to bigint NOT NULL,
  disputed integer NOT NULL,
  sources bigint NOT NULL,
  claim bigint NOT NULL
);
