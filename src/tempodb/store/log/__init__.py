"""What was stated, transaction by transaction, chained by digests.

::

    entries        the log, read
    stated_bodies  what it states, as it lies there
    headers        the next transaction, and its instant
    holding        which assertions hold, in SQL
    actions        what one assertion does, and how it is written down
    digests        the chain
"""
