"""A text of JSON → the entries of its sections, and what stands around them, without being read.

An entry is a mapping in a section, `{…}` in a list or `"id": {…}` in a mapping. Only where texts, mappings and
lists begin and end is looked at, for all of the text at once; whether it is right is told by whoever reads it.
No entry is cut out before somebody asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_OPENED = re.compile(rb'"([^"\\]*)"\s*:\s*[\[{]\s*\Z')
"""A key whose list or mapping begins at the end of a text."""
_IS_BETWEEN = np.zeros(256, np.bool_)
_IS_BETWEEN[list(b", \n\r\t")] = True
_LINE_END = ord("\n")
_ENTRY = 3
"""How deep within mappings and lists an entry is."""
LOOKED_AT_ONCE = 256 * 1024
"""At how many bytes brackets are looked for at a time: what is made of them stays near the processor."""


class SectionPlaces(NamedTuple):
    """Where the entries of a section begin and end in a text; *name* is its key, as it is written."""

    name: bytes
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]

    def texts(self, data: bytes, first: int, last: int) -> list[bytes]:
        """Return the entries from the *first* up to the *last*, which is none of them."""
        begins, ends = self.begins[first:last].tolist(), self.ends[first:last].tolist()
        return [data[begin:end] for begin, end in zip(begins, ends, strict=True)]


class JsonEntries(NamedTuple):
    """A text with the entries of each of its sections that has any, and what stands before, between and after them."""

    data: bytes
    sections: list[SectionPlaces]
    around: list[bytes]

    @classmethod
    def of(cls, data: bytes) -> JsonEntries | None:
        """Return the entries of a text.

        None if it is none of JSON, not each follows another after one comma, or two sections have one name.
        """
        in_lines = cls._placed(data, _in_lines(data))
        if in_lines is not None and all(section.name for section in in_lines.sections):
            return in_lines
        return cls._placed(data, _by_depth(data))

    @classmethod
    def _placed(cls, data: bytes, found: _EntryPlaces | None) -> JsonEntries | None:
        if found is None:
            return None
        begins, ends, follows = found
        bounds = [0, *(np.flatnonzero(~follows) + 1).tolist(), len(begins)] if len(begins) else [0]
        spans = list(pairwise(bounds))
        outer = [0, *(int(at) for a, b in spans for at in (begins[a], ends[b - 1])), len(data)]
        around = [data[a:b] for a, b in zip(outer[::2], outer[1::2], strict=True)]
        names = [_name_before(text) for text in around[:-1]]
        if len(set(names)) < len(names):
            return None
        sections = (
            SectionPlaces(name, begins[a:b], ends[a:b]) for name, (a, b) in zip(names, spans, strict=True)
        )
        return cls(data, list(sections), around)

    @property
    def skeleton(self) -> bytes:
        """The text without its entries."""
        return b"".join(self.around)

    def with_entries(self, entries: Mapping[bytes, Iterable[bytes]]) -> bytes:
        """Return the text with other entries in some sections, by their names."""
        text = [self.around[0]]
        for section, after in zip(self.sections, self.around[1:], strict=True):
            own = entries.get(section.name)
            kept = section.texts(self.data, 0, len(section.begins)) if own is None else own
            text += [b",".join(kept), after]
        return b"".join(text)


def _name_before(text: bytes) -> bytes:
    """Return the key of the section that begins at the end of a text, nothing of one that has none."""
    opened = _OPENED.search(text)
    return b"" if opened is None else opened[1]


class _EntryPlaces(NamedTuple):
    """Where entries begin and end, and which of them, but for the first, follows another one after a comma."""

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    follows: NDArray[np.bool_]


def _in_lines(data: bytes) -> _EntryPlaces | None:
    """Return the entries of lists if each begins a line and ends one, and none has a mapping within it.

    Only braces are looked at: texts do not go over the end of a line, so those beside it stand in none.

    >>> _in_lines(b'{"defaults":{},"events":[\\n{"id":"a"},\\n{"id":"b"}\\n]}').follows.tolist()
    [True]
    """
    signs = np.frombuffer(data, np.uint8)
    opened, closed = _braces(signs)
    begins, ends = opened[1:], closed[:-1]
    if len(begins) != len(ends) or (begins >= ends).any() or (ends[:-1] >= begins[1:]).any():
        return None
    is_first = signs[_before_blanks(signs, begins)] == _LINE_END
    head = int(is_first.argmax()) if len(is_first) else 0
    begins, ends = begins[head:], ends[head:] + 1
    after = signs[ends]
    is_last = (after == _LINE_END) | (after == ord(",")) & (
        signs[np.minimum(ends + 1, len(signs) - 1)] == _LINE_END
    )
    if not (is_first[head:].all() and is_last.all()):
        return None
    follows = (begins[1:] - ends[:-1] == len(",\n")) & (after[:-1] == ord(","))
    others = np.flatnonzero(~follows)
    gone_on, commas = _without_separators(data, ends[others])
    follows[others] = gone_on == begins[others + 1]
    return None if (commas[follows[others]] != 1).any() else _EntryPlaces(begins, ends, follows)


def _by_depth(data: bytes) -> _EntryPlaces | None:
    """Return the entries of lists and mappings wherever they stand."""
    marks, opens, depth = _marks(data)
    first = np.flatnonzero(opens & (depth == _ENTRY))
    last = np.flatnonzero(~opens & (depth == _ENTRY - 1))
    # What opens there may be a list as well.
    mapping = np.frombuffer(data, np.uint8)[marks] & 0x20 > 0
    first, last = first[mapping[first]], last[mapping[last]]
    if len(first) != len(last) or (first >= last).any() or (depth < 0).any():
        return None
    begins, commas = _without_separators(data, marks[first - 1] + 1)
    follows = first[1:] - 1 == last[:-1]
    return None if (commas[1:][follows] != 1).any() else _EntryPlaces(begins, marks[last] + 1, follows)


def _braces(signs: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where braces open, and where they close."""
    opened, closed = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for begin in range(0, len(signs), LOOKED_AT_ONCE):
        some = signs[begin : begin + LOOKED_AT_ONCE]
        opened.append(begin + np.flatnonzero(some == ord("{")))
        closed.append(begin + np.flatnonzero(some == ord("}")))
    return np.concatenate(opened), np.concatenate(closed)


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


def _before_blanks(signs: NDArray[np.uint8], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of the last signs before some places that are no blanks."""
    before = places - 1
    while len(blank := np.flatnonzero(signs[before] == ord(" "))):
        before[blank] -= 1
    return before


def _without_separators(
    data: bytes, begins: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where texts begin that began with commas or white space, and how many commas these were."""
    signs = np.frombuffer(data, np.uint8)
    commas = np.zeros_like(begins)
    while len(between := np.flatnonzero(_IS_BETWEEN[signs[begins]])):
        commas[between] += signs[begins[between]] == ord(",")
        begins[between] += 1
    return begins, commas
