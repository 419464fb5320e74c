"""What an editor asks about a dataset file in YAML that is being written, and so may be no YAML yet.

::

    entry_completions    what can stand at the cursor: keys, ids, words, dates
    id_places            which id stands at a place, and what it may name
    named_values         what the value of a key names, or which words it may be
    cursor_path          in which entry, and behind which key, the cursor is
    entry_outline        the sections and entries of a file, and where each stands
    key_schema           which keys can stand where, and what each means
"""
