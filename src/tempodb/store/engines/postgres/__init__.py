"""A database on a PostgreSQL server, through psycopg.

::

    storage        begins to read, to write, to copy
    transaction    what is written while the lock is held
    snapshot       one state, read
    looking        what is asked time and again, while whoever asks goes on
    recognition    whether the tables are ours
    new_tables     the tables of a new database, and what guards history
    connections    what connects, and is kept
    waiting        how long the server is waited for
    failures       errors in words
    file_copies    what lies there, in a file
    observing      how it lies on the server, and what is wrong with that · server_disk: what room there is
    addresses      the URL, as the driver takes it and as it may be shown
"""
