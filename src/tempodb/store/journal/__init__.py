"""The only writer, and who checks what it wrote.

::

    journal          transactions appended to the log, and the beliefs brought up to it
    first_writing    the first load of a database, many claims at once
    changed_writing  later loads, many claims at once
    verify           digests and beliefs made once more, and compared
    blame            a damaged file, or a fault of this program
    backups          copies, verified, and put in the place of what was lost
    migrating        a database of an older version, kept and brought to this one
    doctor           what is observed of a database, and what to do about it
    ahead            a log whose times are ahead of the clock
"""
