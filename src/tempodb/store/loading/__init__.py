"""Datasets held against what is believed, and against what they last stated.

::

    due_load          one load: nothing where no file has changed, and else what plans it · files_to_load: what it asks of them
    planning          what a load will write, found in the cheapest way that tells it
    load_plan         what it writes, of claims that are looked at one by one
    load_report       what it writes of a dataset, and what is told of that · kind_counts: of which kinds it is
    file_texts        the texts of files as they were loaded last
    replayed          which versions of a file a dataset was replayed from
    unchanged         nothing, of a file that is known again
    first_load        everything, of clean files where nothing was recorded before
    changed_part      what is otherwise in clean files, and of the log what concerns that
    plain_changes     the same where it is nothing but who is what in what, planned in columns
    changed_columns   what datasets say otherwise, held in columns against what is claimed
    open_claims       what is claimed on many keys, in columns
    settled           what need not be looked up for that, since it is named already
    stated_before     what is otherwise in columns, by what lies in the log
    stated_since      what is otherwise than in an earlier text, by what was loaded since
    log_part          what of the log concerns a key
    difference        claims that come, change and go
    claim_comparison  what a dataset states against what it last stated
    log_state         what a load has to know of the log
    write_conflicts   where loads and earlier writes disagree
    lint              what is wrong or doubtful, without a database
    lifetimes         what files say of lives, against what a database believes
    doubts/           what is looked for then, a module a sort
"""
