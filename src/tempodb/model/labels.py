"""A name under which something can be found, as people wrote it, with the days on which it was in use."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from tempodb.model.aliases import aliases_said
from tempodb.model.kinds import EntityType, Kind, PartyClass
from tempodb.model.schema import SCHEMA
from tempodb.temporal.periods import Period

Knows: TypeAlias = Callable[[str], bool]
"""Whether a name that exists has words that begin so."""


NAMED_BY_ID = frozenset((Kind.PARTY, Kind.OFFICE, Kind.SOURCE, Kind.STATUS, Kind.DATASET, Kind.EVENT))
"""The kinds of which a claim gives what it is about a name by its id."""


def nothing(_: str) -> bool:
    """Know no name."""
    return False


class Label(NamedTuple):
    """A *name* of what has an *id*; the periods are days `[first, end)` on which it may have been in use.

    Without periods it always was. Of what is no party there is no class.
    """

    name: str
    id: str
    type: EntityType
    class_: PartyClass | None = None
    periods: tuple[tuple[int, int], ...] = ()

    def is_used(self, day: int) -> bool:
        """Return whether the name may have been in use on *day*."""
        return not self.periods or any(first <= day < end for first, end in self.periods)


def names_said(kind: Kind, id_: str, fields: Mapping[str, Any]) -> list[str]:
    """Return the names that a claim gives to what has an id: those that it defines, and the last part of the id.

    >>> names_said(Kind.OFFICE, "csto/chairman", {"aliases": ["head"]})
    ['csto/chairman', 'chairman', 'head']
    """
    return [*names_by_id(kind, id_), *names_by_value(kind, fields)]


def names_by_id(kind: Kind, id_: str) -> list[str]:
    """Return the names that a claim gives to what has an id by the id: all of it, and its last part.

    >>> names_by_id(Kind.OFFICE, "csto/chairman"), names_by_id(Kind.TITLE, "csto/chairman")
    (['csto/chairman', 'chairman'], [])
    """
    if kind not in NAMED_BY_ID:
        return []
    if "/" in id_ and kind in (Kind.PARTY, Kind.OFFICE):
        return [id_, id_.rpartition("/")[2]]
    return [id_]


def names_by_value(kind: Kind, fields: Mapping[str, Any]) -> list[str]:
    """Return the names that a claim gives by what it says.

    >>> names_by_value(Kind.NAME, {"name": "Treaty", "short": "CST"}), names_by_value(Kind.EVENT, {})
    (['Treaty', 'CST'], [])
    """
    match kind:
        case Kind.PARTY | Kind.OFFICE | Kind.NAME | Kind.TITLE | Kind.SAME_AS:
            return list(SCHEMA[kind].names(fields))
        case Kind.SOURCE:
            return [fields["title"]]
        case _:
            return []


def periods_said(id_: str, fields: Mapping[str, Any]) -> dict[str, list[Period]]:
    """Return from when to when each name was in use to which a definition gives dates alone.

    >>> list(periods_said("o", {"aliases": ["head", {"name": "boss", "from": "1990"}, {"name": "o", "to": "2000"}]}))
    ['boss']
    """
    dated: dict[str, list[Period]] = {}
    if any(not isinstance(said, str) for said in fields.get("aliases", ())):
        ever = {id_, id_.rpartition("/")[2]}
        ever |= {alias.name for alias in aliases_said(fields) if alias.period is None}
        for alias in aliases_said(fields):
            if alias.period is not None and alias.name not in ever:
                dated.setdefault(alias.name, []).append(alias.period)
    return dated
