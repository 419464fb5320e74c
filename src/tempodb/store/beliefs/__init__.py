"""Log → beliefs: what follows from all that was stated.

::

    replay        the whole log → all beliefs
    derivation    a transaction → the rows that it closes and opens
    belief_keys   under what beliefs are filed
    row_periods   periods as numbers and texts
    interning     the numbers that stand for ids and texts
    relabelling   names of an older file, folded anew
"""
