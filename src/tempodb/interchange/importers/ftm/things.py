"""An entity of FollowTheMoney, and what its properties say; each of them has several values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tempodb.base.errors import DateError
from tempodb.markup.tree import Place
from tempodb.temporal.bounds import edtf
from tempodb.temporal.date_reader import read_date

KINDS_OF_PERSONS = frozenset(["Person"])
KINDS_OF_BODIES = frozenset(["Organization", "PublicBody", "Company", "LegalEntity"])
MAX_DEPTH = 4
"""How deep entities may be nested in one another."""
OCCUPANCY, MEMBERSHIP, DIRECTORSHIP = "Occupancy", "Membership", "Directorship"
SUCCESSION, POSITION = "Succession", "Position"
WHO = {OCCUPANCY: "holder", MEMBERSHIP: "member", DIRECTORSHIP: "director"}
"""By which property they say whom they are about."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity: its schema, and the values of its properties."""

    id: str
    schema: str
    place: Place
    caption: str | None
    properties: Mapping[str, Sequence[str]]
    datasets: Sequence[str]

    def all(self, *names: str) -> list[str]:
        """Return the values of some properties, each once."""
        return list(dict.fromkeys(value for name in names for value in self.properties.get(name, ())))

    def first(self, *names: str) -> str | None:
        """Return the first value of some properties."""
        return next(iter(self.all(*names)), None)


def things_of(value: Any, place: Place, within: str | None = None, deep: int = 0) -> Iterator[Thing]:
    """Yield the entity that a value of JSON is, and those that are nested in it, if it is one.

    What stands *within* another entity and does not say who occupied, or was a member, is about that.
    """
    thing = thing_of(value, place)
    if thing is None or deep > MAX_DEPTH:
        return
    who = WHO.get(thing.schema)
    if who is not None and within is not None and not thing.all(who):
        thing = replace(thing, properties={**thing.properties, who: [within]})
    yield thing
    properties = value.get("properties")
    for values in properties.values() if isinstance(properties, dict) else ():
        for each in values if isinstance(values, list) else [values]:
            yield from things_of(each, place, thing.id, deep + 1)


def thing_of(value: Any, place: Place) -> Thing | None:
    """Return the entity that a value of JSON is, None where it is none."""
    if not isinstance(value, dict):
        return None
    id_, schema = value.get("id"), value.get("schema")
    if not isinstance(id_, str) or not isinstance(schema, str) or not id_.strip():
        return None
    properties = value.get("properties")
    caption, datasets = value.get("caption"), value.get("datasets")
    return Thing(
        id_,
        schema,
        place,
        caption if isinstance(caption, str) and caption.strip() else None,
        {name: _texts(each) for name, each in properties.items()} if isinstance(properties, dict) else {},
        _texts(datasets),
    )


def _texts(values: Any) -> list[str]:
    """Return the texts that a property has; a nested entity is told by its id."""
    found = []
    for value in values if isinstance(values, list) else [values]:
        text = value.get("id") if isinstance(value, dict) else value
        if isinstance(text, str) and text.strip():
            found.append(text.strip())
    return found


def date_of(texts: Sequence[str]) -> str | None:
    """Return what several dates of one event say: the more precise one, or any day from the first to the last.

    >>> date_of(["2012", "2012-05-07"]), date_of(["2012-05-07", "2012-06-01"]), date_of([])
    ('2012-05-07', '[2012-05-07..2012-06-01]', None)
    """
    exact = [text for text in texts if not any(other != text and other.startswith(text) for other in texts)]
    if len(exact) < 2:
        return exact[0] if exact else None
    try:
        bounds = [read_date(text[:10]) for text in exact]
    except DateError:
        return exact[0]
    return edtf(min(bound.earliest for bound in bounds), max(bound.latest for bound in bounds))
