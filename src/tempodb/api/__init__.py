"""What a program calls: a database, its sessions, its questions and its writes.

::

    database         what `tempodb.open` returns: loads, questions and writes
    asking           the questions of Python · overview: what helps with typing
    listed_entities  what is told of a few things out of very many
    maintenance      looking after it · care: how it lies, copies and a way back
    lake_care        lakes: published, checked, cleared out
    kept_backups     backups of which the last few are kept
    sample_questions  how long it takes to answer questions about what there is most of
    session          statements one after the other
    consent          a write is shown before it is done · script_checks: what is wrong with a text, of which nothing is done
    transactions/    writes in Python, several at once
    engine           one open database, read in one state and written to
    shown_result     an answer as Python has it: printed, and drawn in a notebook
    plotted_answer   an answer as a picture
    state_readers    what reads one state
    lake_opening     what opens a lake · opened_lake: what that returns · lake_engine: what reads it
    learnt           what is kept of the state that it is in, as long as nobody writes
    interpretation   what a text means where names are known
    query_builder    Python → the same question as a text
    choosing         which of its rows are kept
    query_values     what Python gives, as a text has it · row_filters: what rows are kept by
    open_to_load     a database into which files are loaded · opened_engine: what reads and writes it · closing: until it is closed
    loads            what loads: dataset files, sources of others, histories
    write_places     where writes are carried out: in a database, on nothing, on trial
    reversals        an undo, and an erasure
    load_reports     what loads did
    loaded_files     the files of one load, each read as far as it has to be
    dataset_checks   what is wrong with the text of a dataset file
    datasets         dataset files, read and checked · exports: what datasets state, as files
    imports          sources in other formats, read as a dataset · source_checks: what is refused of them · concerned_entries: of which
    replaying/       the history of a file in a repository, recorded
    output_files     what is written to files for a user, never over a database · output_folders: whole datasets · answer_folders: answers of a lake
    server_roles     who may do what in a database on a server
    kept_digests     digests that are kept elsewhere · signatures: by keys of SSH · location_names: by which database files are called
    dataset_formats  the formats of both, by their names
"""
