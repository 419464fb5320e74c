"""Text → tree, by the grammars in `grammar/`: the one room that knows Lark.

::

    trees          what a text is read as: tokens, and trees of them
    parse_tables   what is known of a grammar once it has been made
    lexer          text → tokens
    parser         reads a text, or says where it stops and what could follow there
    lark_tables    grammar → tables, by Lark: the first time
    grammars       a grammar's parser, its tables kept between runs
"""
