"""AST → the one canonical text.

::

    writes      a write
    questions   a question, and what a write shares with it · filter_words: what rows are kept by · written_names: names, bare or in quotes
"""
