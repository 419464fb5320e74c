"""Which entries of a source a few of its claims are about: those that state them, and all that these name.

Of what is wrong between hundreds of thousands of entries hardly any is concerned, and only those need places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from tempodb.interchange.dataset.sections import LISTED, own_parts
from tempodb.interchange.importers.foreign_statements import ForeignEntry, StatedSource
from tempodb.model.claims import Claim
from tempodb.model.schema import SCHEMA

_LISTED = {SCHEMA[kind].section: kind for kind in LISTED}


def others_than_concerned(stated: StatedSource, claims: Collection[Claim]) -> set[int]:
    """Return the numbers of the entries that have nothing to do with some claims, counted from 1."""
    keys = {(claim.kind, claim.key) for claim in claims}
    ids = {id_ for claim in claims for id_ in (*claim.key, *(each.id for each in claim.mentions()))}
    entries = stated.entries
    concerned = {
        number
        for number, entry in enumerate(entries, 1)
        if entry.section in _LISTED and (_LISTED[entry.section], _key_of(entry)) in keys
    }
    defining: dict[str, list[int]] = {}
    for number, entry in enumerate(entries, 1):
        if entry.section not in _LISTED and entry.id is not None:
            defining.setdefault(entry.id, []).append(number)
    new = ids.union(_texts(stated.heading), *(_texts(entries[number - 1].said) for number in concerned))
    while new:
        found = set(chain.from_iterable(defining.pop(id_, ()) for id_ in new))
        concerned |= found
        new = set(chain.from_iterable(_texts(entries[number - 1].said) for number in found))
    return set(range(1, len(entries) + 1)) - concerned


def _key_of(entry: ForeignEntry) -> Sequence[str]:
    parts: Iterable[Any] = (entry.said.get(part.name) for part in own_parts(_LISTED[entry.section]))
    return tuple(str(part or "") for part in parts)


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts in a value, and of one with a path the beginning, which is what an office may be one of."""
    if isinstance(value, str):
        yield from (value, value.rpartition("/")[0])
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_texts, value.values()))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(_texts, value))
