"""Files of FollowTheMoney → what they state together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tempodb.interchange.importers.conventions import Conventions, EndDay
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.interchange.importers.ftm.entity_files import EntityFiles
from tempodb.interchange.importers.ftm.named_things import NamedThings
from tempodb.interchange.importers.ftm.occupancies import (
    state_directorship,
    state_ftm_membership,
    state_occupancy,
)
from tempodb.interchange.importers.ftm.things import (
    DIRECTORSHIP,
    KINDS_OF_BODIES,
    KINDS_OF_PERSONS,
    MEMBERSHIP,
    OCCUPANCY,
    POSITION,
    SUCCESSION,
    Thing,
)


def read_ftm(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    """Return what files of entities state together.

    Raises:
        DatasetError: one cannot be read, or holds no entity.

    """
    out = ForeignStatements(dataset, conventions, EndDay.INSIDE)
    files = EntityFiles(out)
    for path in paths:
        files.add(path)
    things = files.things()
    named = NamedThings(things, _predecessors(things), out)
    for thing in things.values():
        _state(thing, named, out)
    for thing in things.values():
        # Whoever occupies nothing comes last.
        if thing.schema in KINDS_OF_PERSONS | KINDS_OF_BODIES:
            named.party(thing.id, thing.place)
    return out.collected()


def _state(thing: Thing, named: NamedThings, out: ForeignStatements) -> None:
    """State what an entity does that is more than a party."""
    if thing.schema == OCCUPANCY:
        state_occupancy(thing, named, out)
    elif thing.schema == MEMBERSHIP:
        state_ftm_membership(thing, named, out)
    elif thing.schema == DIRECTORSHIP:
        state_directorship(thing, named, out)
    elif thing.schema == POSITION:
        named.office(thing.id, thing.place)
    elif thing.schema == SUCCESSION:
        for id_ in thing.all("predecessor", "successor"):
            named.party(id_, thing.place, "organizations")
    elif thing.schema not in KINDS_OF_PERSONS | KINDS_OF_BODIES:
        out.leave_out(f"entities that are a {thing.schema}", thing.place)


def _predecessors(things: Mapping[str, Thing]) -> Mapping[str, list[str]]:
    """Return which organizations each one succeeds."""
    found: dict[str, list[str]] = defaultdict(list)
    for thing in things.values():
        if thing.schema == SUCCESSION:
            for successor in thing.all("successor"):
                found[successor] += thing.all("predecessor")
    return found
