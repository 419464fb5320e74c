"""Stretches of time as bars under an axis of years: solid where certain, light where possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tempodb.base.printable import printable
from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.terminal.cells import GAP, cell_width, fitted, joined, padded

DEFAULT_WIDTH = 80
"""The cells across where no terminal says how many it has."""
NARROWEST = 40
PLAIN = "█"
OTHERS = "▄▀▚▞▐"
"""What is certain, a glyph for each word that is not plain; the words beyond share the last."""
PLAIN_WORDS = ("member", SUBSTANTIVE, "")
LIGHT = "░"
BEFORE, BEYOND = "◄", "►"
"""What goes on beyond the ends of the axis."""
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
"""The years between two marks of the axis."""

Ends = tuple[str | None, str | None]
"""The ISO days of both ends, None for an open one."""


class BarPiece(NamedTuple):
    """A stretch of time of which a word is said: when it may have held, and when it certainly did."""

    word: str
    possible: Ends
    certain: Ends | None


class Mark(NamedTuple):
    """A glyph on a day."""

    glyph: str
    day: str


class Line(NamedTuple):
    """A label, and what lies along it."""

    label: str
    pieces: Sequence[BarPiece]
    marks: Sequence[Mark] = ()


def glyphs(words: Iterable[str]) -> dict[str, str]:
    """Return the glyph of each word, in the order in which they come.

    >>> glyphs(["member", "suspended", "observer"])
    {'member': '█', 'suspended': '▄', 'observer': '▀'}
    """
    found: dict[str, str] = {}
    others = 0
    for word in dict.fromkeys(words):
        found[word] = PLAIN if word in PLAIN_WORDS else OTHERS[min(others, len(OTHERS) - 1)]
        others += word not in PLAIN_WORDS
    return found


def legend(of: Mapping[str, str], width: int | None) -> list[str]:
    """Return what each glyph means, on as few lines as fit."""
    return joined((f"{glyph} {printable(word)}" for word, glyph in of.items()), "   ", width or DEFAULT_WIDTH)


class Chart(NamedTuple):
    """Where on a terminal the labels and the years lie.

    >>> line = Line("UZ", [BarPiece("", ("1992-01-01", "1999-12-31"), ("1993-01-01", "1999-01-01"))])
    >>> chart = Chart.of([line], 40, "2026")
    >>> print("\\n".join([*chart.axis(), chart.row(line, glyphs([""]))]))
        1992     1994     1996     1998
        ┬────────┬────────┬────────┬────────
    UZ  ░░░░████████████████████████████░░░░
    """

    heading: str
    first: int
    last: int
    margin: int
    room: int

    @classmethod
    def of(cls, lines: Sequence[Line], width: int | None, now: str | None, heading: str = "") -> Chart:
        """Return a chart that shows all of *lines*, and *now* where something goes on.

        The *heading* stands above the labels.
        """
        across = max(width or DEFAULT_WIDTH, NARROWEST)
        longest = max(cell_width(printable(label)) for label in (heading, *(line.label for line in lines)))
        margin = min(longest + len(GAP), across * 2 // 5)
        days = [day for line in lines for day in _days(line)]
        years = [int(day[:4]) for day in days if day is not None]
        # Where there is a line, something was recorded.
        if now is not None and (None in days or not years):
            years.append(int(now[:4]))
        return cls(heading, min(years), max(years) + 1, margin, across - margin)

    def axis(self) -> list[str]:
        """Return the years, and below them a rule with a mark at each."""
        span = self.last - self.first
        step = next((step for step in YEAR_STEPS if span / step * 7 <= self.room), 10_000)
        labels, rule = [" "] * self.room, ["─"] * self.room
        for year in range(self.first, self.last):
            if year != self.first and year % step:
                continue
            at = round((year - self.first) / span * self.room)
            if at + 4 <= self.room and all(sign == " " for sign in labels[max(at - 1, 0) : at + 4]):
                labels[at : at + 4] = f"{year:04}"
                rule[at] = "┬"
        margin = " " * self.margin
        return [(self.heading.ljust(self.margin) + "".join(labels)).rstrip(), margin + "".join(rule)]

    def foot(self) -> list[str]:
        """Return the axis as it stands below many lines."""
        years, rule = self.axis()
        return [rule.replace("┬", "┴"), " " * self.margin + years[self.margin :]]

    def row(self, line: Line, of: Mapping[str, str]) -> str:
        """Return the label of a line and its bar, each word in its glyph."""
        cells = [" "] * self.room
        for piece in line.pieces:
            self._fill(cells, piece.possible, LIGHT)
        for piece in line.pieces:
            if piece.certain is not None:
                self._fill(cells, piece.certain, of[piece.word])
        if any(piece.possible[0] is None for piece in line.pieces):
            cells[0] = BEFORE
        if any(piece.possible[1] is None for piece in line.pieces):
            cells[-1] = BEYOND
        for mark in line.marks:
            cells[min(self._at(mark.day), self.room - 1)] = mark.glyph
        label = fitted(printable(line.label), self.margin - len(GAP))
        return (padded(label, self.margin) + "".join(cells)).rstrip()

    def _at(self, day: str) -> int:
        """Return the cell in which a day lies."""
        moment = date.fromisoformat(day)
        years = moment.year + (moment.timetuple().tm_yday - 1) / 366 - self.first
        return round(years / (self.last - self.first) * self.room)

    def _fill(self, cells: list[str], ends: Ends, glyph: str) -> None:
        start = 0 if ends[0] is None else min(self._at(ends[0]), self.room - 1)
        end = self.room if ends[1] is None else max(self._at(ends[1]), start + 1)
        cells[start:end] = glyph * (end - start)


def _days(line: Line) -> Iterable[str | None]:
    for piece in line.pieces:
        yield from piece.possible
        yield from () if piece.certain is None else filter(None, piece.certain)
    for mark in line.marks:
        yield mark.day
