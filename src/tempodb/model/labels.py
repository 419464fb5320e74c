"""A name under which something can be found, as people wrote it, with the days on which it was in use."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from tempodb.model.aliases import aliases_said
from tempodb.model.kind_schema import NamesInPlaces
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
    (by_id, _), (by_value, _) = names_by_ids(kind, [id_]), names_by_values(kind, [fields])
    return [*by_id, *by_value]


def names_by_ids(kind: Kind, ids: Sequence[str]) -> NamesInPlaces:
    """Return the names that claims give to what has ids by these: all of each, and its last part.

    >>> names_by_ids(Kind.OFFICE, ["csto/chairman", "king"]), names_by_ids(Kind.TITLE, ["csto/chairman"])
    ((['csto/chairman', 'king', 'chairman'], [0, 1, 0]), ([], []))
    """
    if kind not in NAMED_BY_ID:
        return [], []
    has_parts = kind in (Kind.PARTY, Kind.OFFICE)
    parted = [place for place, id_ in enumerate(ids) if "/" in id_] if has_parts else []
    return [*ids, *(ids[place].rpartition("/")[2] for place in parted)], [*range(len(ids)), *parted]


def names_by_values(kind: Kind, said: Sequence[Mapping[str, Any]]) -> NamesInPlaces:
    """Return the names that claims give by what they say.

    >>> names_by_values(Kind.NAME, [{"name": "Treaty", "short": "CST"}]), names_by_values(Kind.EVENT, [{}])
    ((['Treaty', 'CST'], [0, 0]), ([], []))
    """
    match kind:
        case Kind.PARTY | Kind.OFFICE | Kind.NAME | Kind.TITLE | Kind.SAME_AS:
            return SCHEMA[kind].names_in_all(said)
        case Kind.SOURCE:
            return [fields["title"] for fields in said], list(range(len(said)))
        case _:
            return [], []


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
