"""FollowTheMoney: entities of persons, positions and who occupied them, and of members of organizations.

::

    reader          files → what they state
    occupancies     occupancies, directorships and memberships → tenures and memberships
    named_things    persons, organizations and positions → parties and offices
    entity_files    files → entities · statement_rows: statements → the entities that they make up
    things          an entity, and what its properties say
"""
