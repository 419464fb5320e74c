"""What an editor asks about a text of TQL that is being written; pure functions, quick enough for each key.

::

    completions    what can stand at the cursor: keywords, names, dates, columns
    faults         what is wrong so far, and what would be right
    completeness   whether it could be run, could go on, or is wrong; what Enter does
    colours        which word is what
    offers         keywords and other words that can follow · values: names, dates, columns
    context        the statement around the cursor: what is asked, which clauses it has, of what day
    unfinished     whether a word begins something that can stand there
    words          the words of a terminal, from its pattern
    statements     where each statement of a text begins and ends
    tokens         text → tokens, as far as they can be read, and what is accepted next
    names          all names, sorted: those that begin as what was typed

"""
