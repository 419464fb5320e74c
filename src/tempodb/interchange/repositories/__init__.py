"""The versions of a file in a repository of git, which is read and never written to.

::

    file_history    the versions of one file: by which commits, and what each holds
    git             git itself, asked so that nothing of a repository is run
    table_headings  the columns that a version of a table names
"""
