"""The language: text ↔ AST, and what is wrong with a text that is none.

::

    text → split · lexemes · grammar → parsing → ast · write_ast → printing → text
                                          └→ diagnosis, read only when something is wrong
"""
