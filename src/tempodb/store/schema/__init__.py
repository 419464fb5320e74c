"""How the log and the beliefs lie in the database.

::

    layout   what readers need, which imports nothing
    tables   the SQLModel tables, which own the schema; a test compares the two
"""
