"""Popolo, and what EveryPolitician, PopIt and parlparse make of it: persons, organizations, posts, memberships.

::

    reader       documents → what they state
    documents    the lists of each class that files hold, in all their shapes
    named        what persons, organizations and areas are called
    definitions  persons, organizations, posts and events → parties, offices and events
    stated_memberships  memberships → memberships and tenures
"""
