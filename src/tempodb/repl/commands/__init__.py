"""Commands to the REPL, which begin with a dot; psql's names with a backslash are known as well.

::

    registry    all of them, and what follows a line
    options     how answers are shown, and where they go
    queries     questions asked again, watched, edited, kept under a name
    plotting    the last answer as a picture
    databases   databases opened, datasets loaded, scripts read
    learning    the tour, keys · help: what `.help` says
    command     what a command is
"""
