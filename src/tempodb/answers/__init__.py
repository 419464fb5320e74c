"""Resolved questions → rows: a module for each sort of answer.

::

    dispatch     each question to the module for its sort · modules: which that is
    result       an answer: rows, and what they answer · arrow_stream: rows as Arrow, without pyarrow
    result_table  an answer as columns, where it is made of those · table_columns: what stands in one
    union_columns  what stands in one that is told by two sets · table_dates: dates beside `from` and `to`
    context      what every answer needs: the question, the view, the names to show
    facts        members, holders, names, bodies, events: a row a fact
    conditions   whether something was so, and when
    parties      set operations, and how surely each party answers a question
    counts       how many, in one period or in each of many · grouped: of each group · counted_periods: which they are
    counted_once  how many different ones: parties wherever they are, or what is said of them
    counted_often  how many in all organizations together · sums: figures of a count added up
    shares       what part some are of all, at least and at most
    history      when an answer changed
    durations_of_terms  how long terms lasted: averages and the like · ages_of_terms: how old people were
    measured_terms  the terms of a question, and what is worked out of several
    aged_answers  how old those are whom rows are about · age_comparisons: how ages are compared
    overlaps     who were members together, two by two · overlap_of_two: when two were in one place
    compare      what differs between two answers · compare_words: what one says of a fact
    tables/      answers about everything, as columns
    changes      what changed in an organization, or in every one · occurrences: what happened, one by one
    named_details  what stands beside a change, in names
    vacancies    when nobody held an office
    timeline     all of a party along valid time
    revisions    all that was ever believed of one key
    conflicts    what contradicts what
    why          what is behind a row, or its absence
    explain      how a query is answered
    listing      show and describe
    emptiness    why there is no row: which restriction left nothing
    reasons      why there is no row, found when somebody looks
    absence      why there is none in the asked time · nothing_happened: why nothing changed, or two were never together
    nobody_left  why two answers together have nobody
    lifetime     whether an organization existed at all then
    coverage     what datasets say that they are complete for
    ordering     the order of rows, and how many are wanted · filtering: which of them a filter keeps
    narrowing    which facts a filter within another question keeps
    display      the names to show · days: days and periods to show
"""
