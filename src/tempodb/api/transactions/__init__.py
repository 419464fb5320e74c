"""Writing from Python: what `Database.transaction` offers, a module a kind of fact.

::

    transaction   one `with` block: all its writes land at one instant, or none
    definitions   what ids are, so that others may speak of them
    memberships · tenures · names · existences · relations · events   the verbs of each kind
    writer        what they share: dates read, verbs made
    naming        names → ids
"""
