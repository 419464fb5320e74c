"""Correlates of War: which states were in which intergovernmental organizations, year by year, and which there were.

::

    reader       files → what they state
    year_rows    the rows of a file, in all its shapes → a status of a state in an organization in a year
    state_lists  the list of states → memberships of the state system
    spells       such years → runs of them, with what is known of their ends
"""
