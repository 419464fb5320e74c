"""Questions: from text or Python to rows, each stage a frozen value that the next one reads.

::

    text → grammar → leaves · clause_trees · trees ┐
                                    Python → builder ┴→ ast → printer → text
    ast → binder (clocks · lookup · out_of_place) → bound → planner → plan → executor → answers → result

    write_trees → written → write_printer → text       written → write_binder → tempodb.writes
    syntax_errors · misplaced · repairs · unfound      what is wrong, read only when something is
"""
