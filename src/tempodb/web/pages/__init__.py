"""What pages say: a module a kind of page, each questions → a value that is drawn, or written as JSON.

::

    page           what there is on a page · plain_words: dates, instants and code as people read them
    answer_tables  answers as tables, whose cells lead on
    change_days    days on which something changes, and those next to a day
    page_timelines  the timeline of a party, whole or around the asked days
    claim_tables   claims as tables
    descriptions   what is told of a thing itself
    example_questions  questions about what is recorded, for whoever has none
    explaining     what is behind one stretch of time: claims, sources, what is disputed
    sentences      the sentence that a page begins with
    party_pages    an organization, a state and a person
    office         an office and who held it
    records        an event, a source, a transaction, a dataset
    listings       what there is of a kind, and the page that everything begins with
    answer         a question and its answer
    search         what is called so
"""
