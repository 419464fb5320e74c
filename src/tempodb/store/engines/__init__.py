"""Where a database lies: what the store asks of an engine, and the engines.

::

    locations         a location → the engine that keeps it
    postgres/         a schema of a PostgreSQL server
    sqlite/           a file, or memory
    closed            what is left of a database that was closed
    copying           a whole database, from one engine to another
    trial             a transaction of which nothing stays, as a database of its own
    asking_many       what is asked of many things, in few statements
    sql_transaction   what engines share that write through a driver of Python's
    port              what is asked of an engine
    late_failures     what fails when the work is done already
    fitness           how large it is, and how much of that is idle
    observations      what is observed of how a database lies

Another engine is a folder beside `sqlite`, a case in `locations`, and a line in the list of engines
that the tests try the contract on.
"""
