"""Wikidata: entities as JSON, and results of SPARQL, of who held which position and what was a member of what.

::

    reader       which of the shapes a file has, and all that is stated in it
    entities     entities → tenures, memberships, and the parties and offices that they name
    named_items  the parties and offices that items are · qualifiers: what qualifiers say
    items        what is kept of an entity, and what its snaks say
    properties   the properties and items that mean something here
    time_values  a point in time with its precision and calendar → a date
    limits       earliest and latest dates → between which days a start and an end lie
    results      rows of results of SPARQL → tenures and memberships · result_columns: what their columns mean
    references   references → sources
"""
