"""Sources in other formats → entries of our own dataset format, with a report.

::

    foreign_statements  what a source states, collected as entries, and what is refused, left out or taken
    conventions      how a source is meant where its format leaves that open
    foreign_dates    dates of a source, as the conventions have them
    foreign_names    what something is called: shown, by language, and otherwise
    foreign_ids      ids of a source, as ours · foreign_numbers: numbers, which it has as texts
    foreign_files    JSON whole and in lines, with what is wrong in it · foreign_tables: rows of CSV
    placed_text      a text that knows where it stands · kept_rows: many rows of them, in little room
    entry_reading    entries → a dataset, by the reader of our own format
    congress         the Congress of the United States, as unitedstates/congress-legislators keeps it
    cow/             Correlates of War: states in organizations, year by year
    ftm/             FollowTheMoney
    popolo/          Popolo, also that of EveryPolitician
    tables/          tables of your own
    wikidata/        entities of Wikidata, and results of SPARQL

A format is a module or folder beside these and an entry in `interchange.foreign_formats`. It goes from paths to
`foreign_statements.StatedSource`, and knows nothing but its format and the keys of our sections.
"""
