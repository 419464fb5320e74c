"""A lake: states of a database as files of Parquet, which other programs can read, and write.

::

    asking/     what a question needs is brought, or every bucket answers for itself
    publishing  a state of a database → one more snapshot · adopting: files that others wrote → a first one
    verifying   a snapshot, held against the database that it was made of
    checking    a snapshot by itself, whoever made it · vacuuming: what no snapshot needs any more
    timeline_checks  rows that contradict each other · mentions: ids that nothing defines · row_checks: rows that are wrong
    rendering   the files of a state
    log_tables  the log as tables · belief_tables: beliefs as tables
    entity_homes  entities, and where they lie · numbered_rows: beliefs as numbers
    snapshots   the manifests that there are
    parquet_files  files ↔ tables of Arrow, held against their digests
    lake_places  where a lake lies · folder_place: in a folder · object_place: in an object store
    manifest    which files make a snapshot
    lake_layout  the tables, as plain data
"""
