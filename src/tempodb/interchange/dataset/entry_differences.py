"""Two texts of JSON → the entries that stand in one of them alone.

Most of a text that was changed is as it was: what is alike is passed over as bytes, many entries at a time. Where
texts part, entries are cut out until one is met that both have; so nothing is made of an entry that stayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from tempodb.interchange.dataset.json_entries import JsonEntries, SectionPlaces

PASSED_AT_ONCE = 16 * 1024
"""How many bytes are compared at a time."""
LOOKED_AMONG, FARTHEST = 4, 4096
"""Among how many entries one that both have is looked for at first, and at most."""


class Unshared(NamedTuple):
    """By sections, the entries that stand in a text alone: in this one, and in the *other*."""

    own: dict[bytes, list[bytes]]
    other: dict[bytes, list[bytes]]


def unshared(these: JsonEntries, those: JsonEntries, names: AbstractSet[bytes]) -> Unshared | None:
    """Return what two texts do not share in the sections of some *names*.

    None where an entry that only one of them has stands there twice.

    >>> now, then = (JsonEntries.of(b'{"events":[{"id":"a"},{"id":"%s"}]}' % id_) for id_ in (b"b", b"c"))
    >>> unshared(now, then, {b"events"}).own
    {b'events': [b'{"id":"b"}']}
    """
    own: dict[bytes, list[bytes]] = {}
    other: dict[bytes, list[bytes]] = {}
    there = {section.name: section for section in those.sections}
    here = {section.name for section in these.sections}
    for section in these.sections:
        if section.name in names:
            found = _differing(these.data, section, those.data, there.get(section.name, _NONE))
            own[section.name], other[section.name] = found
    for name in there.keys() & names - here:
        other[name] = there[name].texts(those.data, 0, len(there[name].begins))
    for name, entries in own.items():
        if any(len(set(some)) < len(some) for some in (entries, other[name])):
            return None
        shared = set(entries).intersection(other[name])
        own[name] = [entry for entry in entries if entry not in shared]
        other[name] = [entry for entry in other[name] if entry not in shared]
    return Unshared(own, other)


_NONE = SectionPlaces(b"", np.zeros(0, np.int64), np.zeros(0, np.int64))


def _differing(
    a: bytes, own: SectionPlaces, b: bytes, other: SectionPlaces
) -> tuple[list[bytes], list[bytes]]:
    """Return the entries of two sections without those that stand in both in one order."""
    found: tuple[list[bytes], list[bytes]] = ([], [])
    i = j = 0
    while i < len(own.begins) and j < len(other.begins):
        begin = int(own.begins[i])
        alike = alike_from(a, begin, b, int(other.begins[j]))
        same = int(np.searchsorted(own.ends[i:], begin + alike, "right"))
        i, j = i + same, j + same
        ours, theirs = _next_shared(a, own, i, b, other, j)
        found[0].extend(own.texts(a, i, ours))
        found[1].extend(other.texts(b, j, theirs))
        i, j = ours, theirs
    found[0].extend(own.texts(a, i, len(own.begins)))
    found[1].extend(other.texts(b, j, len(other.begins)))
    return found


def alike_from(a: bytes, at: int, b: bytes, there: int) -> int:
    """Return how many bytes are the same in two texts from two places on."""
    left, right = np.frombuffer(a, np.uint8)[at:], np.frombuffer(b, np.uint8)[there:]
    length = min(len(left), len(right))
    for begin in range(0, length, PASSED_AT_ONCE):
        end = min(begin + PASSED_AT_ONCE, length)
        differs = left[begin:end] != right[begin:end]
        if differs[first := int(differs.argmax())]:
            return begin + first
    return length


def _next_shared(
    a: bytes, own: SectionPlaces, i: int, b: bytes, other: SectionPlaces, j: int
) -> tuple[int, int]:
    """Return from where on two sections go on with an entry that both have, or how far that was looked for."""
    for reach in _reaches():
        places = {entry: place for place, entry in enumerate(own.texts(a, i, i + reach), i)}
        for place, entry in enumerate(other.texts(b, j, j + reach), j):
            if entry in places:
                return places[entry], place
        if reach >= max(len(own.begins) - i, len(other.begins) - j):
            break
    return min(i + reach, len(own.begins)), min(j + reach, len(other.begins))


def _reaches() -> Iterator[int]:
    reach = LOOKED_AMONG
    while reach <= FARTHEST:
        yield reach
        reach *= LOOKED_AMONG
