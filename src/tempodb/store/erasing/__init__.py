"""What is blanked, in the log too, when a person is erased.

::

    erasure    what of the log goes, and what stays of it
    blanking   a person's names where they stand in texts
"""
