"""Text → AST.

::

    literals    a text, and those that differ from it in its literals alone
    parser      text → AST
    refilling   a query that was read, with other parameters
    writes      trees of writes → AST
    questions   trees of questions → AST
    endings     what ends a whole query, and what each of its questions has · count_words: the words of a count
    clauses     trees of clauses → AST · filter_reading: what rows are kept by
    terminals   names, dates, numbers and parameters
"""
