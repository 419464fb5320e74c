"""Log → beliefs: what follows from all that was stated.

::

    replay           the whole log → all beliefs
    stored_beliefs   what a transaction touches, read and written
    derivation       a transaction → the rows that it closes and opens
    open_rows        those that it touches, key by key
    belief_keys      under what beliefs are filed
    row_periods      periods as numbers and texts
    interning        the numbers that stand for ids and texts
    upgrading        a file of an older version, made one of this
    relabelling      its names, folded anew
"""
