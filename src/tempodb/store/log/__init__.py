"""What was stated, transaction by transaction, chained by digests.

::

    entries        the log, read · log_end: its last transaction
    stated_bodies  what it states, as it lies there
    headers        the next transaction, and its instant · transaction_info: what its writer says of it
    holding        which assertions hold, in SQL
    actions        what one assertion does, and how it is written down · loaded_file: which file a remark tells of
    digests        the chain
"""
