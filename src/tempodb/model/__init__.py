"""What there is to speak of: kinds, claims, writes, names and where they come from.

::

    kinds           the words of the model, the kinds of claims, the types of ids
    kind_schema     what an entry of the schema of kinds is made of · field_types: the fields of it
    schema          the kinds, an entry each
    aliases         other names of a thing, with languages and dates
    canonical_json  the one text that equal values share
    citations       where in its sources a claim stands
    claims          what a dataset states
    claim_columns   many claims as rows of numbers · claim_words: what the numbers stand for
    claim_bodies    bodies as they lie in the log, read into columns · body_pieces: taken apart
    meant_ids       which ids are meant by those that are others
    restatements    what datasets say otherwise than before
    commands        what a write asks for · write_results: what it did
    write_words     what it asks for in words
    wording         claims and writes in words
    labels          names under which something can be found
    provenance      transactions, claims and writes: where beliefs come from
    caller_values   what Python hands over, taken or refused
"""
