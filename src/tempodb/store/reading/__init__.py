"""Beliefs → facts, columns, names and labels, over the driver alone.

::

    reader      what is asked of the beliefs
    kept_columns  columns, kept · everything: beliefs → columns
    shelving    the rows of one kind under one entity, kept
    naming      names to show, of those that have but one
    meanings    numbers → ids, texts, facts
    catalog     names ↔ ids
    labels      all names, for whoever completes them
    listed_ids  ids in their order, some at a time
    told_claims  what a transaction wrote, and what rests on a source
    timeline_sizes  how much is believed of a party, and between which days
"""
