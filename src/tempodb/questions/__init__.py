"""Questions that mean something: with ids, windows and instants; and the rows that answer them.

::

    catalogue      every form of question, and all that there is to say of it
    form           what an entry of the catalogue is made of · bindings: what those forms mean that have parts to choose from
    clause_sets    which clauses questions take, by what their rows are
    resolved       what a question means · traits: what it asks of rows beside the time
    fact_rows      rows that are facts · count_rows: of figures · aged_rows: that tell ages · rows: all others
    row_dates      the ends of a row as dates
    row_types      which rows a question has · columns: which columns
    subjects       which columns of an answer are asked for
    sorts          what `show` lists · tracks: what a timeline has side by side
    places         where others may stand, as what was asked with other parameters
    name_catalog   the port to the store: what names there are, and what they mean
"""
