"""What is doubtful in what datasets state, though it can be loaded; each module looks for one sort of it.

::

    dates      in the future, far ahead, in no calendar, terms that nobody lives through
    lives      before an organization was founded, or after it was dissolved
    circles    parts of themselves, and successors of themselves
    holdings   more holders than seats, and claims of one holding that differ
    names      alike, of look-alike letters, wrongly decoded; sources that nothing names
    warning    what each of them tells
"""
