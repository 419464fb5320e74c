"""Answers about everything as tables: the same rows, in the same order, as the modules above make one by one.

::

    members      the members of every organization
    counted      the figures of every organization · kept_members: of whom, where a filter keeps some
    compared     what differs between two answers about every organization
    changed      what changed in every organization · chronicle: whatever happened, kept as columns
    overlapping  who of every organization were members together · pair_rows: pairs in the order of rows
    arranging    rows in the order that a query wants · keeping: those that a filter keeps
    party_names  what parties are called
    ranks        where values come among all that a column holds
"""
