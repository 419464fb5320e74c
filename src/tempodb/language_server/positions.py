"""Places of a text ↔ lines and characters, as an editor counts them: in bytes, or in units of UTF-16 or UTF-32."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from tempodb.base.errors import Span

CACHED_LINES = 16
"""How many texts are kept with their lines."""


class Encoding(StrEnum):
    """In what the characters of a line are counted."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


class TextLines:
    """The lines of a text, of which each ends with a line feed, a carriage return, or both."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.text = text
        self._width = _WIDTHS[encoding]
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def offset(self, line: int, character: int) -> int:
        r"""Return the offset of a place; of one that is in no line, of what is nearest.

        >>> lines = TextLines("a\n𐍈b", Encoding.UTF_16)
        >>> lines.offset(1, 2), lines.offset(1, 99), lines.offset(9, 0), lines.offset(-1, 5)
        (3, 4, 4, 0)
        """
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self.text)
        at, end = self._starts[line], self._end(line)
        if character >= end - at and self.text[at:end].isascii():
            return end
        left = max(character, 0)
        while at < end and left > 0:
            left -= self._width(self.text[at])
            at += left >= 0
        return at

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the character of an offset, both counted from 0.

        >>> TextLines("a𐍈b", Encoding.UTF_8).position(2)
        (0, 5)
        """
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return line, self._length(self._starts[line], offset)

    def pieces(self, span: Span) -> list[tuple[int, int, int]]:
        r"""Return the parts of a span, each in one line: the line, the character it begins with, its length.

        >>> TextLines("ab\ncd", Encoding.UTF_32).pieces(Span(1, 4))
        [(0, 1, 1), (1, 0, 1)]
        """
        found = []
        line = bisect_right(self._starts, span.start) - 1
        while line < len(self._starts) and self._starts[line] < span.end:
            start, end = max(span.start, self._starts[line]), min(span.end, self._end(line))
            if start < end:
                found.append((line, self._length(self._starts[line], start), self._length(start, end)))
            line += 1
        return found

    def _end(self, line: int) -> int:
        """Return where a line ends, before what ends it."""
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[line + 1] - 1
        return end - (self.text[end - 1 : end + 1] == "\r\n")

    def _length(self, start: int, end: int) -> int:
        part = self.text[start:end]
        return len(part) if part.isascii() else sum(map(self._width, part))


@lru_cache(maxsize=CACHED_LINES)
def lines_in(text: str, encoding: Encoding) -> TextLines:
    """Return the lines of a text."""
    return TextLines(text, encoding)


_LINE_END = re.compile(r"\r\n|\r|\n")
_WIDTHS: dict[Encoding, Callable[[str], int]] = {
    Encoding.UTF_8: lambda character: len(character.encode("utf-8", "surrogatepass")),
    Encoding.UTF_16: lambda character: 1 + (character > "\uffff"),
    Encoding.UTF_32: len,
}
