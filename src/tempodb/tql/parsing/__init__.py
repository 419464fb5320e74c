"""Text → AST.

::

    parser      text → AST
    writes      trees of writes → AST
    questions   trees of questions → AST
    clauses     trees of clauses → AST
    terminals   names, dates, numbers and parameters
"""
