"""The log of what was stated, the beliefs that follow from it, and who may touch them.

::

    sqlite        all that is SQLite's own, on the driver alone: opening, settings, errors
    engine        the SQLAlchemy engine that writes
    reader        beliefs → facts, by a few fixed SQL texts
    catalog       names ↔ ids
    survey        what a load has to know: live claims, what writes left of them and cleared
    difference    what a dataset states against what it last stated
    consistency   what a new state of beliefs may not contain
    overrides     where a load and earlier writes disagree
    loads         what a load will write
    verbs         what a write comes to on one key
    draft         a transaction of writes in the making
    headers       the next transaction's number and instant
    actions       what one assertion of the log does
    filing        where the beliefs of a claim lie, and the names that find them
    numbers       ids and texts ↔ the numbers that stand for them
    derivation    actions → belief rows
    digests       the chain over the log
    journal       the only writer
    verify        recomputes digests and beliefs
"""
