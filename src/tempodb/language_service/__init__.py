"""What an editor asks about a text of TQL that is being written; pure functions, quick enough for each key.

::

    completions          what can stand at the cursor: keywords, names, dates, columns
    diagnostics          what is wrong so far, and what would be right
    highlighting         which word is what
    named_places         which name stands at a place, and of which time is asked there · set_before: what was set before it
    dataset_files/       the same of a dataset file in YAML
    known_names          a text in which names that exist hold words of the language
    english              a text in English about names that are known, which is read as a question
    keyword_completions  the keywords that can follow
    name_completions     the names, statuses and dates that can stand in a place
    cursor_context       the question around the cursor: what it asks, which clauses it has, of what day
    completeness         whether it could be run, could go on, or is wrong; what Enter does
    canonical_text       statements → their canonical text
    row_columns          the columns of a question
    unfinished           whether a word begins something that can stand there
    terminal_words       the words of a terminal, from its pattern · question_heads: the forms that begin with one
    write_heads          the kinds of claims that writes are about, by the terminals that say so
    statements           where each statement of a text begins and ends
    letters              names that have the letters that were typed
    name_index           all names, sorted: those that begin as what was typed
    tokens               text → tokens, as far as they can be read, and what is accepted next
"""
