"""Log → beliefs: what follows from all that was stated.

::

    replay           the whole log against the beliefs that are stored
    logged_claims    the whole log → what it states and takes back, in columns
    derived          that → all beliefs, in columns
    undone_claims    what is undone of claims, in columns
    carrying         since when what claims say has been believed
    carried_columns  the same of many rows at once
    cut_keys         keys that writes have cut, gone through as they were written
    row_numbers      the numbers of rows, as if they had been written one by one
    stored_columns   whether the rows that are stored are those in columns
    columns_of_rows  rows of beliefs as columns
    stored_beliefs   what a transaction touches, read and written
    stored_rows      the open rows of a key, or of many keys at once
    first_beliefs    many claims → rows, where nothing was believed before
    changed_claims   claims that are taken back, and others that are stated → rows, many at once
    claim_numbers    claims in columns → numbers of what they name and say
    derivation       a transaction → the rows that it closes and opens
    key_logs         what was stated and cleared of keys, and what of it holds
    open_rows        those that it touches, key by key
    belief_keys      under what beliefs are filed
    row_periods      periods as numbers and texts
    interning        the numbers that stand for ids and texts
    upgrading        a file of an older version, made one of this
    relabelling      its names, folded anew
"""
