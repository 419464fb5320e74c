"""Writes in the making: from verbs to the actions of the log.

::

    draft          a transaction in the making
    verbs          a write, and what its key holds → actions of the log
    definitions    the same of what ids are
    lifespans      what lies beyond a life after a write
    undoing        a transaction → the reverse of it
    transactions   what it and those after it speak of
    unspoken       what nothing may speak of once it is undone
    drafted_names  names ↔ ids, those that it defines among them
"""
