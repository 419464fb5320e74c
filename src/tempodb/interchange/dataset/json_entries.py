"""A text of JSON → the entries of its sections, and what stands around them, without being read.

An entry is a mapping in a section, `{…}` in a list or `"id": {…}` in a mapping. Only where texts, mappings and
lists begin and end is looked at, for all of the text at once; whether it is right is told by whoever reads it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_OPENED = re.compile(rb'"([^"\\]*)"\s*:\s*[\[{]\s*\Z')
"""A key whose list or mapping begins at the end of a text."""
_BETWEEN = tuple(b", \n\r\t")
_ENTRY = 3
"""How deep within mappings and lists an entry is."""
LOOKED_AT_ONCE = 256 * 1024
"""At how many bytes brackets are looked for at a time: what is made of them stays near the processor."""


class JsonEntries(NamedTuple):
    """The *entries* of each section, and what stands before, between and after them."""

    around: list[bytes]
    entries: list[list[bytes]]

    @classmethod
    def of(cls, data: bytes) -> JsonEntries | None:
        """Return the entries of a text, None if it is none of JSON, or not each follows another after one comma."""
        marks, opens, depth = _marks(data)
        first = np.flatnonzero(opens & (depth == _ENTRY))
        last = np.flatnonzero(~opens & (depth == _ENTRY - 1))
        # What opens there may be a list as well.
        mapping = np.frombuffer(data, np.uint8)[marks] & 0x20 > 0
        first, last = first[mapping[first]], last[mapping[last]]
        if len(first) != len(last) or (first >= last).any() or (depth < 0).any():
            return None
        (begins, commas), ends = _without_separators(data, marks[first - 1] + 1), marks[last] + 1
        follows = first[1:] - 1 == last[:-1]
        if (commas[1:][follows] != 1).any():
            return None
        sections = np.flatnonzero(~follows) + 1
        bounds = [0, *sections.tolist(), len(first)] if len(first) else [0]
        starts, stops = begins.tolist(), ends.tolist()
        spans = list(pairwise(bounds))
        outer = zip(
            [0, *(stops[b - 1] for _, b in spans)], [*(starts[a] for a, _ in spans), len(data)], strict=True
        )
        entries = [data[start:stop] for start, stop in zip(starts, stops, strict=True)]
        return cls([data[a:b] for a, b in outer], [entries[a:b] for a, b in spans])

    @property
    def skeleton(self) -> bytes:
        """The text without its entries."""
        return b"".join(self.around)

    @property
    def says_twice(self) -> bool:
        """Whether two entries of a section are the same, or two sections."""
        return len(set(self._names())) < len(self.entries) or any(
            len(set(entries)) < len(entries) for entries in self.entries
        )

    def of_sections(self, names: Collection[bytes]) -> dict[bytes, set[bytes]]:
        """Return the entries of sections that have some names, by these."""
        named = zip(self._names(), self.entries, strict=True)
        return {name: set(entries) for name, entries in named if name in names}

    def without(self, others: Mapping[bytes, Collection[bytes]]) -> bytes:
        """Return the text without entries that *others* have in sections of the same name."""
        text = [self.around[0]]
        for name, entries, after in zip(self._names(), self.entries, self.around[1:], strict=True):
            known = others.get(name, ())
            text += [b",".join([entry for entry in entries if entry not in known]), after]
        return b"".join(text)

    def _names(self) -> list[bytes]:
        found = map(_OPENED.search, self.around[:-1])
        return [b"" if opened is None else opened[1] for opened in found]


def _marks(data: bytes) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """Return where mappings and lists open and close, whether they open, and how deep it is behind that."""
    # What is escaped within texts ends none.
    text = data.replace(b"\\\\", b"__").replace(b'\\"', b"__") if b"\\" in data else data
    signs = np.frombuffer(text, np.uint8)
    found, within = [np.zeros(0, np.int64)], np.zeros(1, np.uint8)
    for begin in range(0, len(signs), LOOKED_AT_ONCE):
        some = signs[begin : begin + LOOKED_AT_ONCE]
        # Brackets are braces but for one bit.
        braced = some | 0x20
        marks = np.flatnonzero((braced == ord("{")) | (braced == ord("}")))
        between = np.bitwise_xor.reduceat((some == ord('"')).view(np.uint8), np.concatenate([[0], marks]))
        between[0] ^= within[-1]
        within = np.bitwise_xor.accumulate(between)
        found.append(begin + marks[within[:-1] == 0])
    marks = np.concatenate(found)
    opens = signs[marks] | 0x20 == ord("{")
    return marks, opens, np.cumsum(np.where(opens, 1, -1))


def _without_separators(
    data: bytes, begins: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where texts begin that began with commas or white space, and how many commas these were."""
    signs = np.frombuffer(data, np.uint8)
    commas = np.zeros_like(begins)
    while len(between := np.flatnonzero(np.isin(signs[begins], _BETWEEN))):
        commas[between] += signs[begins[between]] == ord(",")
        begins[between] += 1
    return begins, commas
