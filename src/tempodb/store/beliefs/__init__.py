"""Log → beliefs: what follows from all that was stated.

::

    replay           the whole log against the beliefs that are stored
    derived          the whole log → all beliefs, in memory
    claim_reader     what a claim says, read in the log as it lies there
    numbering        numbers given in memory
    stored_beliefs   what a transaction touches, read and written
    first_beliefs    many claims → rows, where nothing was believed before
    derivation       a transaction → the rows that it closes and opens
    open_rows        those that it touches, key by key
    belief_keys      under what beliefs are filed
    row_periods      periods as numbers and texts
    interning        the numbers that stand for ids and texts
    upgrading        a file of an older version, made one of this
    relabelling      its names, folded anew
"""
