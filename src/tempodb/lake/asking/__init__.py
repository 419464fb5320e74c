"""Asking a lake: what a question needs is brought, or every bucket answers for itself.

::

    crews           who answers for all buckets · local_crew: processes · spark_crew: Spark
    crew_worker     one of those processes
    written_answers  an answer that nobody holds all of · answer_parts: its files, in order
    answer_runs     what each bucket answers, in a file · row_keys: by what rows are ordered · order_bytes: as bytes
    spread_answers  the answers of all buckets, as one · spread_periods: of the same periods
    period_cuts     what was told of more periods than are asked for
    sharing_out     how a question is handed to buckets
    spreading       which questions buckets can answer for themselves
    spread_figures  what is added up over all buckets
    bucket_answers  the answer of one bucket · bucket_figures: what is added up
    bucket_ranks    who of one bucket comes first of all
    bucket_tables   the tables of several buckets as one · column_parts: their columns
    shaped_tables   the rows of a table, with what orders them
    lake_storage    a lake as a storage, which is never written
    lake_beliefs    the beliefs of a lake · lake_log: what it holds of the log · lake_catalog: its names
    bringing        what was brought of a lake so far
    share_columns   rows as columns
    replica         what was brought, as tables in memory
    told_ends       columns as numbers and texts · row_days: about when they begin
    lake_tables     what is read of the files · kept_tables: and kept, while there is room
"""
