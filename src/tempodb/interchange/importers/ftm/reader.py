"""Files of FollowTheMoney, an entity a line → what they state together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tempodb.base.errors import DatasetError, Problem
from tempodb.interchange.importers.conventions import Conventions, EndDay
from tempodb.interchange.importers.foreign_files import json_lines
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.interchange.importers.ftm.named_things import NamedThings
from tempodb.interchange.importers.ftm.occupancies import state_ftm_membership, state_occupancy
from tempodb.interchange.importers.ftm.things import (
    KINDS_OF_BODIES,
    KINDS_OF_PERSONS,
    MEMBERSHIP,
    OCCUPANCY,
    POSITION,
    SUCCESSION,
    Thing,
    things_of,
)
from tempodb.markup.tree import Place


def read_ftm(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    """Return what files of entities state together.

    Raises:
        DatasetError: one cannot be read, or holds no entity.

    """
    out = ForeignStatements(dataset, conventions, EndDay.INSIDE)
    things: dict[str, Thing] = {}
    for path in paths:
        _read(path, things, out)
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


def _read(path: Path, things: dict[str, Thing], out: ForeignStatements) -> None:
    found = False
    for line in json_lines(path):
        if line.problem is not None:
            out.refuse_part(line.problem)
            continue
        place = Place(str(path), line.number, 0, 0, 0)
        nested = list(things_of(line.value, place))
        if not nested:
            message = "this line holds no entity: an object with id, schema and properties"
            out.refuse(place, "format", message, "remove it")
        for thing in nested:
            found = True
            known = things.setdefault(thing.id, thing)
            is_whole = thing is nested[0] and known.place.line != thing.place.line
            if is_whole and (known.schema, known.properties) != (thing.schema, thing.properties):
                hint = "merge the two, or give one of them another id"
                message = f"the entity `{thing.id}` stands on line {known.place.line} otherwise"
                out.refuse(place, "duplicate", message, hint)
    if not found:
        message, hint = "nothing in here is an entity of FollowTheMoney", "give entities as JSON, one a line"
        raise DatasetError(Problem("format", message, hint, file=str(path)))
