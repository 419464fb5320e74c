"""The history of a file, replayed into a database.

::

    history_replay    a replay from its first version to its report
    versions_reading  versions read one after the other: what is to be recorded, and what is to be told
    version_reader    one version, read as the dataset that it states
    recorded_times    when versions are recorded
    options           how history is replayed
    report            what a replay did
"""
