"""JSON whose lists of plain mappings are read as columns: such a list as a whole, and of each text that it says one.

A mapping is plain that says texts alone. Where texts begin and end is looked for in all of the JSON at once, and what
stands between two of them, of which there is little that differs. Any other value is read as `plain_json` reads it.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tempodb.markup.distinct_texts import KnownPieces, TextPieces, TextPlaces
from tempodb.markup.plain_json import NotCleanError, plain_value

_WHITE = r"[ \t\n\r]*"
_OPENED = re.compile(f"{_WHITE}{{{_WHITE}")
_KEY = re.compile(rf'"([^"\x00-\x1f]*)"{_WHITE}:{_WHITE}')
_GOES_ON = re.compile(f"{_WHITE},{_WHITE}")
_CLOSED = re.compile(f"{_WHITE}}}{_WHITE}\\Z")
_LIST_OPENED = re.compile(rf'\[{_WHITE}{{{_WHITE}(?=")')
_LIST_CLOSED = re.compile(f"{_WHITE}}}{_WHITE}]")
_COLON, _COMMA, _NEXT = 1, 2, 3
_BETWEEN = {":": _COLON, ",": _COMMA, "},{": _NEXT}
"""What stands between a key and its text, between that and the next key, and between two mappings."""
MOST_WAYS = 16
"""In how many ways that is written at most, with white space, and how many keys mappings have at most."""
_FIRST_SAFE = 32
"""The first sign that may stand in a text."""


class TextColumn(NamedTuple):
    """What mappings say under a key: the number of each text, 0 where nothing is said."""

    numbers: NDArray[np.int64]
    texts: Sequence[str | None]


class PlainRows(NamedTuple):
    """A list of plain mappings, by keys; there is at least one mapping."""

    length: int
    columns: dict[str, TextColumn]


def read_json_columns(data: bytes, known: KnownPieces) -> dict[str, Any]:
    """Return the one mapping that a text of JSON holds, with its lists of plain mappings as `PlainRows`.

    What such mappings said in other texts is *known*, and what they say here is known in the next.

    >>> read = read_json_columns(b'{"n": 1, "a": [{"id": "x"}, {"id": "x"}]}', KnownPieces())
    >>> list(read["a"].columns["id"].texts)
    [None, 'x']

    Raises:
        NotCleanError: it holds something else, or signs that are escaped.

    """
    data = data.removeprefix(BOM_UTF8)
    if b"\\" in data:
        raise NotCleanError
    try:
        data.decode()
        return _Document(data, known).members()
    except (ValueError, RecursionError):
        raise NotCleanError from None


class _Document:
    """The text of a mapping; places are those of bytes."""

    def __init__(self, data: bytes, known: KnownPieces) -> None:
        self._data = data
        self._known = known
        self._text = data.decode("latin-1")

    def members(self) -> dict[str, Any]:
        """Return what the mapping says.

        Raises:
            ValueError: it is none, or says something twice.

        """
        opened, members = _OPENED.match(self._text), dict[str, Any]()
        at = -1 if opened is None else opened.end()
        while at >= 0:
            key = _KEY.match(self._text, at)
            name = "" if key is None else _decoded(key[1])
            if key is None or name in members:
                raise NotCleanError
            members[name], at = self._value(key.end())
            goes_on = _GOES_ON.match(self._text, at)
            if goes_on is None:
                break
            at = goes_on.end()
        if _CLOSED.match(self._text, at) is None:
            raise NotCleanError
        return members

    def _value(self, at: int) -> tuple[Any, int]:
        """Return the value that begins somewhere, and where it ends."""
        opened = _LIST_OPENED.match(self._text, at)
        found = None if opened is None else self._strings.rows(at, opened.end())
        if found is not None:
            return found
        value, end = plain_value(self._text, at)
        if not self._text[at:end].isascii():
            value, _ = plain_value(_decoded(self._text[at:end]), 0)
        return value, end

    @cached_property
    def _strings(self) -> _Strings:
        return _Strings(self._data, self._text, self._known)


class _Strings:
    """All strings of a text in their order, and what stands behind each."""

    def __init__(self, data: bytes, text: str, known: KnownPieces) -> None:
        self._signs = np.frombuffer(data, np.uint8)
        self._text = text
        self._pieces = TextPieces(data, known)
        quotes = np.flatnonzero(self._signs == ord('"'))
        if len(quotes) % 2:
            raise NotCleanError
        self._begins, self._ends = quotes[::2] + 1, quotes[1::2].copy()
        self._behind = np.zeros(len(self._begins), np.int8)
        self._controls = np.zeros(len(self._begins), np.int8)
        between = self._pieces.few(self._ends[:-1] + 1, self._begins[1:] - 1, MOST_WAYS)
        for said, places in between:
            self._behind[places] = _BETWEEN.get(re.sub(_WHITE, "", said), 0)
            self._controls[places] = sum(sign < " " for sign in said)

    def rows(self, begin: int, first: int) -> tuple[PlainRows, int] | None:
        """Return a list that begins somewhere, and where it ends; None if not all in it are plain mappings.

        Its first string opens where the *first* mapping begins.
        """
        start = int(np.searchsorted(self._begins, first))
        end = start + int(np.argmin(self._behind[start:] > 0))
        behind, last = self._behind[start:end], int(self._ends[end])
        closed = _LIST_CLOSED.match(self._text, last + 1)
        # Keys and their texts take turns.
        if (
            closed is None
            or len(behind) % 2 == 0
            or (behind[::2] != _COLON).any()
            or (behind[1::2] == _COLON).any()
        ):
            return None
        around = self._text[begin:first] + closed[0]
        controls = int(self._controls[start:end].sum(dtype=np.int64)) + sum(sign < " " for sign in around)
        if np.count_nonzero(self._signs[begin : closed.end()] < _FIRST_SAFE) > controls:
            return None
        rows = np.concatenate([[0], np.cumsum(behind[1::2] == _NEXT)])
        columns = self._columns(slice(start, end + 1), rows)
        return None if columns is None else (PlainRows(int(rows[-1]) + 1, columns), closed.end())

    def _columns(self, strings: slice, rows: TextPlaces) -> dict[str, TextColumn] | None:
        """Return what keys, every other string, and texts behind them say, each pair in a row."""
        begins, ends = self._begins[strings], self._ends[strings]
        columns: dict[str, TextColumn] = {}
        read = 0
        for key, places in self._pieces.few(begins[::2], ends[::2], MOST_WAYS):
            own = rows[places]
            if (own[1:] == own[:-1]).any():
                return None
            numbers, texts = self._pieces.numbered(begins[1::2][places], ends[1::2][places])
            column = np.zeros(int(rows[-1]) + 1, np.int64)
            column[own] = numbers
            columns[key] = TextColumn(column, texts)
            read += len(places)
        return columns if read == len(rows) else None


def _decoded(text: str) -> str:
    """Return the text of which each byte was taken for a sign."""
    return text.encode("latin-1").decode()
