"""Dataset files, in and out.

::

    reader          a file → claims with their places · column_reader: a clean file → claims as columns
    restating       a file, held against the text loaded before → what it says otherwise
    json_entries    the entries of a text of JSON, not read · entry_differences: those that another text has not
    near_texts      two texts that are much the same, without what they share
    stating         what entries state, whatever is made of it
    claim_rows      the claims of a clean file's sections as rows of numbers
    stated_rows     those of the entries of a small tree, which need not be so plain
    section_entries  the entries of sections, each key read for all at once
    section_values  what a section says, and what supports each of its entries
    entry_values    what the entries of a section say, each value read once
    plain_entries   which keys an entry may have, as the models say · plain_heading: what stands beside entries
    fingerprints    by what the text of a file is known again
    validation      the entries that are right in themselves
    refusals        what the models refuse, in the words of an author
    models          what a file may say · json_schema: the JSON Schema that is made of them
    suspensions     a membership with its suspensions → its pieces · period_words: periods in words
    other_ids       ids of which a file says that they are others
    refused_dates   which dates an entry may not have
    kind_keys       the keys that follow from the schema of kinds · statuses: how statuses are declared
    plain_values    what one value may be · fields: the same as types of the models
    naming          where an entry names an id
    sections        where a file states the claims of a kind
    doubts          what may not be meant in how a file is written
    writer          claims → the text of a file
    body_items      the same over the bodies of the log · entry_parts: what an entry says, in order
    yaml_text       how that is written · json_text: the same as JSON
"""
