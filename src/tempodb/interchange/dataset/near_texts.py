"""A text of JSON whose entries are known, and another → the entries that stand in one of them alone.

Where most of both is alike, letter by letter, entries of the other text need not be looked for: one that is alike is
one there, too, and what stands between two of them is as well made of entries if it can be read so, which is for
whoever reads it to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from tempodb.interchange.dataset.entry_differences import alike_from
from tempodb.interchange.dataset.json_entries import JsonEntries, SectionPlaces

LOOKED_AMONG, FARTHEST = 4, 256
"""Among how many entries one that both have is looked for at first, and at most."""
FURTHER = 4096
"""How many bytes beyond that it is looked for."""
_BLANKS = b" \n\r\t"


class NearTexts(NamedTuple):
    """Two texts with those entries alone that they do not share: of *these*, and of the *other* one."""

    these: bytes
    other: bytes


def near_texts(these: JsonEntries, other: bytes, names: AbstractSet[bytes]) -> NearTexts | None:
    """Return two texts without what they share in the sections of some *names*.

    None where they differ elsewhere, or so much that it is not found out like this.

    >>> now = JsonEntries.of(b'{"events":[{"id":"a"},{"id":"b"},{"id":"d"}]}')
    >>> near_texts(now, b'{"events":[{"id":"a"},{"id":"c"},{"id":"d"}]}', {b"events"})
    NearTexts(these=b'{"events":[{"id":"b"}]}', other=b'{"events":[{"id":"c"}]}')
    """
    first, *rest = these.around
    if not other.startswith(first):
        return None
    own: dict[bytes, list[bytes]] = {}
    left, at = [first], len(first)
    for section, behind in zip(these.sections, rest, strict=True):
        walk = _Walk(these.data, section, other, at)
        if not walk.through(behind):
            return None
        if section.name in names:
            own[section.name] = walk.own
            left.append(b",".join(walk.others))
        elif walk.own or walk.others:
            return None
        else:
            left.append(other[at : walk.at])
        left.append(behind)
        at = walk.at + len(behind)
    return NearTexts(these.with_entries(own), b"".join(left)) if at == len(other) else None


class _Walk:
    """Goes through the entries of a section side by side with another text, in which they begin *at* some place."""

    def __init__(self, data: bytes, section: SectionPlaces, other: bytes, at: int) -> None:
        self._data, self._section, self._other = data, section, other
        self.at = at
        self.own: list[bytes] = []
        self.others: list[bytes] = []

    def through(self, behind: bytes) -> bool:
        """Go on to what stands *behind* the section in both texts; return whether that is found."""
        begins, ends = self._section.begins, self._section.ends
        entry, count = 0, len(begins)
        while entry < count:
            begin = int(begins[entry])
            alike = begin + alike_from(self._data, begin, self._other, self.at)
            after = int(np.searchsorted(ends, alike, "right"))
            if after == count or begins[after] > alike:
                self.at += int(ends[after - 1]) - begin
                return self._ended(after, behind, b",")
            self.at += int(begins[after]) - begin
            found = self._next_shared(after)
            if found is None:
                return self._ended(after, behind, b"")
            entry, place = found
            self.own += self._section.texts(self._data, after, entry)
            if gap := self._other[self.at : place].strip(_BLANKS):
                self.others.append(gap[:-1])
                if not gap.endswith(b","):
                    return False
            self.at = place
        return False

    def _ended(self, first: int, behind: bytes, before: bytes) -> bool:
        """Go on to the end, to which all entries from the *first* on stand in one text alone, in the other *before* them a comma."""
        count = len(self._section.begins)
        self.own += self._section.texts(self._data, first, min(first + FARTHEST, count))
        if count > first + FARTHEST:
            return False
        if not self._other.startswith(behind, self.at):
            is_last = behind == self._data[-len(behind) :]
            place = (self._other.rfind if is_last else self._other.find)(behind, self.at)
            gap = self._other[self.at : place].strip(_BLANKS)
            if place < 0 or not gap.startswith(before):
                return False
            self.others.append(gap[len(before) :])
            self.at = place
        return True

    def _next_shared(self, entry: int) -> tuple[int, int] | None:
        """Return which of the entries from one on is the next in both texts, and where it begins in the other one."""
        begins, ends, count = self._section.begins, self._section.ends, len(self._section.begins)
        for reach in _reaches():
            last = min(entry + reach, count)
            room = self.at + 2 * int(ends[last - 1] - begins[entry]) + FURTHER
            for place in range(entry, last):
                found = self._other.find(self._data[begins[place] : ends[place]], self.at, room)
                if found >= 0:
                    return place, found
            if last == count:
                break
        return None


def _reaches() -> Iterator[int]:
    reach = LOOKED_AMONG
    while reach <= FARTHEST:
        yield reach
        reach *= LOOKED_AMONG
