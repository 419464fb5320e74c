"""A SQLite file, or a database in memory: the one room that knows `sqlite3`.

::

    storage        what is opened to read, to write, to be copied
    transaction    what is written while the lock is held
    backup         a copy
    restoring      a copy, put in the place of a database
    snapshot       one state, read
    new_tables     the tables of a new database
    table_texts    what they are made by, from SQLModel
    guards         triggers that refuse changes of history
    writer         connections that write, kept for the next transaction
    driver         opening, settings, errors in words
    recognition    whether a file is a database, and one of ours
    connections    with an operation ends all that it reads
    open_files     what this process has open, and so must not open otherwise
    lock_holders   who else is there
    observing      how the file lies, and what is wrong with that
    neighbourhood  who may write it, how much room there is, what is left beside it
"""
