"""Stretches of time as bars: solid where they are certain, light where they are possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tempodb.printable import printable
from tempodb.render.table import cell_width

SOLID = "█▚▞▙▜▛▟"
"""What is certain, a glyph for each word; the words beyond share the last."""
LIGHT = "░"
WIDTH = 72
"""Characters that a bar takes."""


class Piece(NamedTuple):
    """A stretch of time of which a word is said: ISO days of its ends, None where they are open."""

    word: str
    possible: tuple[str | None, str | None]
    certain: tuple[str | None, str | None] | None


class Line(NamedTuple):
    """A label, and what lies along it."""

    label: str
    pieces: Sequence[Piece]


def bars(lines: Sequence[Line], width: int = WIDTH) -> str:
    """Return one bar a line under an axis of years, and a legend.

    >>> piece = Piece("member", ("1992-01-01", "1999-12-31"), ("1993-01-01", "1999-01-01"))
    >>> print(bars([Line("UZ", [piece])], 24))
        1992     1995
        ┬────────┬──────────────
    UZ  ░░░██████████████████░░░
    <BLANKLINE>
    █ member   ░ possible
    """
    scale = _scale(lines, width)
    words = list(dict.fromkeys(piece.word for line in lines for piece in line.pieces))
    glyphs = {word: SOLID[min(i, len(SOLID) - 1)] for i, word in enumerate(words)}
    margin = max((cell_width(printable(line.label)) for line in lines), default=0) + 2
    drawn = [" " * margin + row for row in _axis(scale, width)]
    for line in lines:
        label = printable(line.label)
        bar = _bar(line.pieces, glyphs, scale, width)
        drawn.append((label + " " * (margin - cell_width(label)) + bar).rstrip())
    legend = [f"{glyphs[word]} {printable(word)}" for word in words]
    return "\n".join([*drawn, "", "   ".join([*legend, f"{LIGHT} possible"])])


class _Scale(NamedTuple):
    """The first and last year that are drawn."""

    first: int
    last: int

    def place(self, day: str | None, otherwise: int, width: int) -> int:
        """Return the character at which a day lies; *otherwise* for an open end."""
        if day is None:
            return otherwise
        moment = date.fromisoformat(day)
        years = moment.year + (moment.timetuple().tm_yday - 1) / 366 - self.first
        return round(max(0.0, min(years / (self.last - self.first), 1.0)) * width)


def _scale(lines: Iterable[Line], width: int) -> _Scale:
    years = [
        int(day[:4])
        for line in lines
        for piece in line.pieces
        for ends in (piece.possible, piece.certain or ())
        for day in ends
        if day is not None
    ]
    if not years:
        return _Scale(1, 2)
    return _Scale(min(years), max(max(years), min(years)) + 1)


def _axis(scale: _Scale, width: int) -> list[str]:
    """Return the years above the bars, and a rule with a mark at each of them."""
    span = scale.last - scale.first
    step = next(
        (s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if span / s * 7 <= width), 10_000
    )
    labels, rule = [" "] * width, ["─"] * width
    for year in range(scale.first, scale.last):
        if year == scale.first or year % step == 0:
            at = round((year - scale.first) / span * width)
            if at + 4 <= width and all(sign == " " for sign in labels[max(at - 1, 0) : at + 4]):
                labels[at : at + 4] = f"{year:04}"
                rule[at] = "┬"
    return ["".join(labels).rstrip(), "".join(rule)]


def _bar(pieces: Iterable[Piece], glyphs: dict[str, str], scale: _Scale, width: int) -> str:
    bar = [" "] * width
    drawn = list(pieces)
    for piece in drawn:
        _fill(bar, piece.possible, LIGHT, scale)
    for piece in drawn:
        if piece.certain is not None:
            _fill(bar, piece.certain, glyphs[piece.word], scale)
    return "".join(bar)


def _fill(bar: list[str], ends: tuple[str | None, str | None], glyph: str, scale: _Scale) -> None:
    width = len(bar)
    start, end = scale.place(ends[0], 0, width), scale.place(ends[1], width, width)
    for at in range(min(start, width - 1), max(end, start + 1)):
        if at < width:
            bar[at] = glyph
