"""Datasets → the formats of others: each tells what it has no words for.

::

    popolo          Popolo as JSON · ftm: FollowTheMoney, an entity a line · ftm_ids: its ids
    quickstatements  statements for Wikidata, of what has an item there
    stated_world    claims by what they are about · losses: what could not be said
    prefix_dates    dates as a year, a month or a day
"""
