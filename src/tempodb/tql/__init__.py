"""The language: text ↔ AST, and what is wrong with a text that is none.

::

    text → split · lexemes · grammar → parsing → ast · write_ast → printing → text
                                          └→ diagnosis, read only when something is wrong

    parsing/     text → AST
    diagnosis/   what is wrong with a text, and what would be right
    printing/    AST → the one canonical text
    split        many statements → the text of each
    sides        the clauses of a comparison → those of each side
    openings     the words that statements begin with
    ast          a question as asked · office_ast: one about offices · pair_ast: about two parties · write_ast: a write as asked for
    condition_ast  one about a condition · count_ast: what a count, or a measure, is by
    clause_ast   what they are made of · filter_ast: what rows are kept by
    grammar      the parser, and the patterns of terminals
    relative_days  `yesterday`, `last year`, `5 years ago` ↔ their words
    natural_words  how people ask in English → the question that it means · natural_openings: the table of it
    ambiguous_words  words of the language that may stand in names
    lexemes      quotes, comments and ends of statements, of wrong texts too
"""
