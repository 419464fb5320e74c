"""Where a text is no TQL: what is wrong, and what would be right.

::

    syntax_errors   what is wrong, and repairs that were parsed
    expected        why the words do not fit at which a text stops, and what would
    guesses         what may be meant, the likeliest first
    repairs         a keyword or a date instead, one word more or less
    keyworded       a name that holds words of the language · requoting: names that have to stand in quotes
    paraphrases     what people write for what TQL says otherwise
    misplaced       `from`, `to`, `on`, `at` and `since` before a date
    undated         what is too vague to be a date
    stops           where a text stops, and what could follow
"""
