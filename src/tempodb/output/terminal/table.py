"""An answer as a table for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from math import inf
from typing import TypeAlias

from tempodb.answers.result import Result
from tempodb.output.terminal.cells import (
    GAP,
    aligned,
    cell_width,
    fitted,
    indented,
    longest_part,
    widths,
    wrapped,
)
from tempodb.output.terminal.footers import footer
from tempodb.output.terminal.layouts import Column, Fit, columns_named, layout_of
from tempodb.output.terminal.told_once import told_once

HEAD = 2
"""The lines of headings, with the rule below them."""
MIN_COLUMN_WIDTH = {Fit.CUT: 16, Fit.WRAPPED: 12, Fit.PARTED: 13}
"""The fewest cells that are left to a column which is made narrower."""
LONGEST_WORD = 16
"""How long a word may be that is kept whole; dates always are."""

Drawn: TypeAlias = Callable[[Sequence[Column], Sequence[Sequence[str]], int | None], list[str]]
"""Columns and cells, and how wide they may be → lines."""


def as_blocks(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int | None) -> list[str]:
    """Return a line a cell, behind its heading, and a blank line between rows."""
    headings = [column.heading for column in columns]
    margin = max(map(cell_width, headings)) + len(GAP)
    lines: list[str] = []
    for row in cells:
        lines += [""] if lines else []
        for heading, cell in zip(headings, row, strict=True):
            if cell:
                lines += indented(cell, width, heading.ljust(margin), " " * margin)
    return lines


def as_it_is(columns: Sequence[Column], cells: Sequence[Sequence[str]], _: int | None) -> list[str]:
    """Return the lines of a table however wide it is."""
    return grid(columns, cells, None)


def table(result: Result, width: int | None = None, otherwise: Drawn = as_blocks) -> str:
    """Return the answer as an aligned table, with what it was asked of and what all rows have alike below.

    A column that has nothing to say in any row is left out. Where *width* is too little, sources are
    cut, then left out where that saves lines, and texts wrapped; where a block a row takes fewer lines,
    or nothing else fits, it is drawn *otherwise*.
    """
    columns, below = told_once(result)
    cells = [[column.text(row) for column in columns] for row in result.rows]
    kept = [at for at, column in enumerate(columns) if column.fit is not Fit.CUT]
    if width is not None and len(kept) < len(columns):
        fewer = tuple(columns[at] for at in kept)
        without = [[row[at] for at in kept] for row in cells]
        if _height(fewer, without, width) < _height(columns, cells, width):
            columns, cells, below = fewer, without, (*below, "sources left out")
    return "\n".join([*grid(columns, cells, width, otherwise), "", *footer(result, below, width)]) + "\n"


def table_of(result: Result, names: Sequence[str], width: int | None = None) -> str:
    """Return the answer, which has rows, as a table of the named columns, with what it was asked of below."""
    columns = columns_named(result, names)
    cells = [[column.text(row) for column in columns] for row in result.rows]
    return "\n".join([*grid(columns, cells, width), "", *footer(result, [], width)]) + "\n"


def blocks(result: Result, width: int | None = None) -> str:
    """Return the answer with a block of lines for each row, as the table has it where it is too narrow."""
    columns = [column for column in layout_of(result).columns if column.says_something(result.rows)]
    cells = [[column.text(row) for column in columns] for row in result.rows]
    lines = as_blocks(columns, cells, width)
    return "\n".join([*lines, "", *footer(result, (), width)]) + "\n"


def grid(
    columns: Sequence[Column],
    cells: Sequence[Sequence[str]],
    width: int | None,
    otherwise: Drawn = as_blocks,
) -> list[str]:
    """Return the lines of a table, drawn *otherwise* where none fits."""
    places = _places(columns, cells, width)
    if places is None:
        return otherwise(columns, cells, width)
    lines: list[Sequence[str]] = [[column.heading for column in columns], ["─" * place for place in places]]
    for row in cells:
        fitted = [_fitted(*one) for one in zip(columns, row, places, strict=True)]
        lines += zip_longest(*fitted, fillvalue="")
    figures = [
        [
            " " * (place - cell_width(cell)) + cell if column.is_figure else cell
            for column, cell, place in zip(columns, line, places, strict=True)
        ]
        for line in lines
    ]
    return aligned(figures)


def _fitted(column: Column, cell: str, width: int) -> list[str]:
    if cell_width(cell) <= width:
        return [cell]
    return [fitted(cell, width)] if column.fit is Fit.CUT else wrapped(cell, width)


def _places(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int | None) -> list[int] | None:
    """Return the width of each column: sources give way first, then what takes fewest lines more; None if nothing helps."""
    places = widths([[column.heading for column in columns], *cells])
    excess = 0 if width is None else sum(places) + len(GAP) * (len(places) - 1) - width
    if excess <= 0:
        return places
    for fits in ((Fit.CUT,), (Fit.WRAPPED, Fit.PARTED)):
        yielding = {
            at: Counter(cell_width(row[at]) for row in cells)
            for at, column in enumerate(columns)
            if column.fit in fits
        }
        least = {at: _least(columns[at], [row[at] for row in cells]) for at in yielding}
        while excess > 0 and (spare := {at: places[at] - least[at] for at in yielding}):
            ways = [
                (_lost(yielding[at], places[at], given) / given, -given, at)
                for at, most in spare.items()
                for given in range(1, min(excess, most) + 1)
            ]
            if not ways:
                break
            _, taken, narrowed = min(ways)
            places[narrowed] += taken
            excess += taken
    if excess > 0:
        return None
    lines = HEAD + _lines(columns, cells, places)
    # Wrapped rows may be so tall that blocks are read better.
    return places if lines == HEAD + len(cells) or lines <= len(as_blocks(columns, cells, width)) else None


def _lost(widths_of_cells: Mapping[int, int], place: int, given: int) -> int:
    """Return about how many lines more a column takes that has *given* cells of its place away."""
    left = place - given
    return sum(
        number * (-(-width // left) - -(-width // place))
        for width, number in widths_of_cells.items()
        if width > left
    )


def _height(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int) -> float:
    """Return how many lines the rows take as a table, beyond measure where there is none."""
    places = _places(columns, cells, width)
    return inf if places is None else _lines(columns, cells, places)


def _lines(columns: Sequence[Column], cells: Sequence[Sequence[str]], places: Sequence[int]) -> int:
    return sum(max(len(_fitted(*one)) for one in zip(columns, row, places, strict=True)) for row in cells)


def _least(column: Column, cells: Sequence[str]) -> int:
    """Return the fewest cells that a column may have, which parts no date, and no word that is not long."""
    least = max(MIN_COLUMN_WIDTH[column.fit], cell_width(column.heading))
    if column.fit is Fit.CUT:
        return least
    parts = map(longest_part, cells)
    return max(least, *(part for part in parts if column.fit is Fit.PARTED or part <= LONGEST_WORD), 0)
