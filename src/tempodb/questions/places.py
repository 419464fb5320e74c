"""Places in what a question means, for what its parameters say: ids, and the days that are asked about.

What is made of a question with places has them too: its plan is filled as the question is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any, TypeAlias

from tempodb.base.node import made_of, remaking
from tempodb.temporal.periods import Window

Values: TypeAlias = Mapping[int, Any]
"""What belongs in places, by their identities."""
Fill: TypeAlias = Callable[[Values], Any]
"""Makes a part with what belongs in its places."""


class PlacedId(str):
    """The id that stands in a place, so far."""


class PlacedDays(Window):
    """The days that stand in a place, so far."""


def places_in(whole: object) -> Iterator[PlacedId | PlacedDays]:
    """Yield the places within a part of a question, or of what was made of it."""
    if isinstance(whole, PlacedId | PlacedDays):
        yield whole
    for part in made_of(whole):
        yield from places_in(part)


def filling(whole: object) -> Fill | None:
    """Return what makes *whole* with other values, None where it has no place for them.

    >>> place = PlacedId("csto")
    >>> filling(("members", place))({id(place): "eu"})
    ('members', 'eu')
    """
    return remaking(whole, _of_place)


def _of_place(part: object) -> Fill | None:
    return itemgetter(id(part)) if isinstance(part, PlacedId | PlacedDays) else None
