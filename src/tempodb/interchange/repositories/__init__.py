"""The versions of a file in a repository of git, of which no hook is run.

::

    file_history    the versions of one file: by which commits, and what each holds
    committing      one file committed
    git             git itself, asked so that nothing of a repository is run
    table_headings  the columns that a version of a table names
"""
