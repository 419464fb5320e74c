"""What an editor asks about a text of TQL that is being written; pure functions, quick enough for each key.

::

    completions    what can stand at the cursor: keywords, names, dates, columns
    faults         what is wrong so far, and what would be right
    colours        which word is what
    known          a text in which names that exist hold words of the language
    offers         the keywords that can follow · values: names and statuses
    context        the question around the cursor: what it asks, which clauses it has, of what day
    completeness   whether it could be run, could go on, or is wrong; what Enter does
    columns        the columns of a question
    unfinished     whether a word begins something that can stand there
    words          the words of a terminal, from its pattern
    statements     where each statement of a text begins and ends
    names          all names, sorted: those that begin as what was typed
    tokens         text → tokens, as far as they can be read, and what is accepted next

"""
