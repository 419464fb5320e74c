"""Datasets held against what is believed, and against what they last stated.

::

    load_plan         what a load will write
    difference        what a dataset states against what it last stated
    log_state         what a load has to know of the log
    write_conflicts   where loads and earlier writes disagree
    lint              what is wrong or doubtful, without a database
    doubts/           what is looked for then, a module a sort
"""
