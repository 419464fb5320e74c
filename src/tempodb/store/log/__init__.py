"""What was stated, transaction by transaction, chained by digests.

::

    entries   the log, read
    headers   the next transaction, and its instant
    actions   what one assertion does, and how it is written down
    digests   the chain
"""
