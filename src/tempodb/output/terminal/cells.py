"""Texts in the cells of a terminal: measured, padded, cut, wrapped, aligned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_PARTS = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])|(?<=\d\.\.)(?=\d)")
"""Behind a hyphen within a word, and none within a date; between the two ends of a range."""
_OURS = str.maketrans("", "", "─┬┴·…█▄▀▚▞▐░◄►◆◇")
"""What is drawn here, each in one cell."""
GAP = "  "
"""What stands between two columns."""


def cell_width(text: str) -> int:
    """Return how many terminal cells *text* takes.

    >>> cell_width("CSTO"), cell_width("上海")
    (4, 4)
    """
    if text.isascii() or text.translate(_OURS).isascii():
        return len(text)
    # Its tables take a while to import, and most answers are ASCII but for what is drawn.
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def padded(text: str, width: int) -> str:
    """Return *text* with blanks behind it."""
    return text + " " * (width - cell_width(text))


def fitted(text: str, width: int) -> str:
    """Return as much of *text* as fits, with an ellipsis for what does not.

    >>> fitted("report-2017-04-21, tass-685227", 20)
    'report-2017-04-21, …'
    """
    if cell_width(text) <= width:
        return text
    return text[: _fitting(text, width - 1)] + "…"


def _fitting(text: str, width: int) -> int:
    """Return how many characters of *text* fit, at least one."""
    taken = 0
    for at, character in enumerate(text):
        taken += cell_width(character)
        if taken > width:
            return max(at, 1)
    return len(text)


def wrapped(text: str, width: int | None) -> list[str]:
    """Return *text* in lines that fit, parted at blanks, hyphens and within ranges; a word that is too long is parted too.

    >>> wrapped("Commission for Military-Economic Cooperation", 24)
    ['Commission for Military-', 'Economic Cooperation']
    """
    if width is None or cell_width(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for glue, word in _words(text):
        if line and cell_width(line + glue + word) <= width:
            line += glue + word
            continue
        lines += [line] if line else []
        line = word
        while cell_width(line) > width and len(line) > 1:
            at = _fitting(line, width)
            lines.append(line[:at])
            line = line[at:]
    return [*lines, line]


def longest_part(text: str) -> int:
    """Return the width of the longest part of *text* that lines keep whole.

    >>> longest_part("Secretary-General"), longest_part("[1999-03-15..1999-09-16]"), longest_part("[..2017]")
    (10, 13, 8)
    """
    return max(cell_width(word) for _, word in _words(text))


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word, or part of one up to a hyphen, behind what stands before it on a line."""
    for word in text.split(" "):
        first, *others = _PARTS.split(word)
        yield " ", first
        yield from (("", other) for other in others)


def joined(parts: Iterable[str], between: str, width: int | None) -> list[str]:
    """Return *parts* side by side, on as few lines as fit.

    >>> joined(["7 rows", "CSTO", "valid 2006"], " · ", 15)
    ['7 rows · CSTO', 'valid 2006']
    """
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{between}{part}" if lines else part
        if lines and (width is None or cell_width(longer) <= width):
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def indented(text: str, width: int | None, first: str, later: str) -> list[str]:
    """Return *text* wrapped, behind *first* on its first line and *later* on the others."""
    room = None if width is None else max(width - max(cell_width(first), cell_width(later)), 20)
    head, *rest = wrapped(text, room)
    return [first + head, *(later + line for line in rest)]


def widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """Return the width of each column."""
    return [max(map(cell_width, column)) for column in zip(*rows, strict=True)]


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one line a row, with the cells of each column at one width."""
    columns = widths(rows)
    return [
        GAP.join(padded(cell, width) for cell, width in zip(row, columns, strict=True)).rstrip()
        for row in rows
    ]
