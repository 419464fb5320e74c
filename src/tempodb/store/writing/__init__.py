"""Writes in the making: from verbs to the actions of the log.

::

    draft          a transaction in the making
    verbs          a write, and what its key holds → actions of the log
    definitions    the same of what ids are
    drafted_names  names ↔ ids, those that it defines among them
"""
