"""Resolved questions → rows: a module for each sort of answer.

::

    dispatch      each question to the module for its sort
    result        an answer: rows, and what they answer
    context       what every answer needs: the question, the view, the names to show
    facts         members, holders, names, bodies, events: a row a fact
    parties       set operations, and how surely each party answers a question
    counts        how many, in one period or in each of many
    history       when an answer changed
    compare       what differs between two answers
    changes       what changed in an organization
    vacancies     when nobody held an office
    timeline      all of a party along valid time
    revisions     all that was ever believed of one key
    conflicts     what contradicts what
    why           what is behind a row, or its absence
    explain       how a query is answered
    listing       show and describe
    emptiness     why there is no row: which restriction left nothing
    absence       why there is none in the asked time
    coverage      what datasets say that they are complete for
    display       the names to show
"""
