-- Three roles that share one database: run this once, as whoever administers the server.
-- Who logs in is made a member of one of them:  GRANT {schema}_writer TO ann;
-- and names the schema in the address:  postgresql+psycopg://ann@HOST/DATABASE?options=-csearch_path%3D{schema}

-- The owner makes the tables by the first load, erases, rebuilds and migrates.
CREATE ROLE {schema}_owner NOLOGIN;
-- The writer adds to the history, and can neither change nor delete any of it.
CREATE ROLE {schema}_writer NOLOGIN;
-- The reader asks.
CREATE ROLE {schema}_reader NOLOGIN;

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA {schema} AUTHORIZATION {schema}_owner;
GRANT USAGE ON SCHEMA {schema} TO {schema}_writer, {schema}_reader;
