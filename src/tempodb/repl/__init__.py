"""The REPL: statements and commands typed at a prompt that shows what is meant by them.

::

    start            a session from its first prompt to its last
    terminal/        reading lines, by prompt-toolkit: keys, colours, completion, history
    commands/        what a line that begins with a dot does
    conversation     what comes of a line: answers, writes after they were shown, errors with repairs
    answers          an answer to the terminal, a pager or a file
    tour             questions for newcomers
    topics           what `.help` explains · examples: with names and dates of what is loaded
    prompts          what stands before the cursor
    splitting        commands among statements
    saved_queries    queries kept under a name
    display_options  how answers are shown and lines are read
    screen           the terminal, and the pager for what is taller
"""
