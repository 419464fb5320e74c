"""Names → ids, dates → windows; and what to say where they mean nothing.

::

    suggestions        what may have been meant, if it means something
    natural_reading    a text in English → the question that it means
    bound_queries      what questions were bound to, kept
    shapes             what a text means whatever its parameters say
    binder             a question → what it means
    write_binder       a write → the same with ids and bounds
    definables         what a write says that an id is → claims · cited_sources: the sources that it cites
    parts              names, conditions and statuses of one query
    lookup             names → ids
    likeness           of all that a name may mean, what it means best
    name_kinds         what each place of a question may name
    name_errors        what to say of a name that means nothing · overviews: what to ask for instead
    clause_rules       clauses that mean nothing where they stand · filter_rules: so filters · age_rules: so ages
    groups             by what may be counted, and of what there is a share · summing: which figures are added up
    other_clause       a filter that means something behind the other of `where` and `having`
    asked_at           when a question is asked, and with what in view
    time_clauses       time clauses → windows and instants · present_days: `yesterday`, `last year` → days
    session_defaults   the instants that were set before
    source_text        what all this asks of whoever knows the text
"""
