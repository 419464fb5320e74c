"""Text → tree, by the grammars in `grammar/`: the one room that knows Lark.

::

    trees      what a text is read as: tokens, and trees of them
    parser     reads a text, or says where it stops and what could follow there
    grammars   a grammar's parser, kept between runs
"""
