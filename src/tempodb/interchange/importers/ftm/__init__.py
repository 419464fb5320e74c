"""FollowTheMoney: entities a line, of persons, positions and who occupied them, and of members of organizations.

::

    reader        files → what they state
    occupancies   occupancies, memberships and successions → tenures, memberships and predecessors
    named_things  persons, organizations and positions → parties and offices
    things        an entity, and what its properties say
"""
