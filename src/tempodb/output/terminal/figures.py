"""Counts as a table whose rows are bars too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from tempodb.answers.result import Result
from tempodb.output.terminal.bars import DEFAULT_WIDTH, LIGHT, PLAIN
from tempodb.output.terminal.cells import GAP, widths
from tempodb.output.terminal.footers import footer
from tempodb.output.terminal.layouts import Column
from tempodb.output.terminal.table import Drawn, as_blocks, grid
from tempodb.output.terminal.told_once import told_once
from tempodb.questions.count_rows import CountEveryGroupRow, CountEveryRow, CountGroupRow, CountRow

MAX_BAR = 40
"""The most cells of a bar."""
MIN_LONGEST_BAR = 8
"""A longest bar of fewer cells would show nothing."""
WIDEST_UNIT = 4
"""The most cells that stand for one."""
CountedRow: TypeAlias = CountRow | CountEveryRow | CountGroupRow | CountEveryGroupRow


def figures(result: Result, width: int | None, otherwise: Drawn = as_blocks) -> str:
    """Return the figures as a table; with a bar each, where there are several and there is room."""
    rows: Sequence[CountedRow] = result.rows  # type: ignore[assignment]
    left, below = told_once(result)
    columns = list(left)
    cells = [[column.text(row) for column in columns] for row in rows]
    taken = sum(widths([[column.heading for column in columns], *cells])) + len(GAP) * len(columns)
    room = min(MAX_BAR, (width or DEFAULT_WIDTH) - taken)
    if len(rows) > 1 and room >= MIN_LONGEST_BAR and any(row.possible for row in rows):
        drawn = _bars(rows, room)
        is_sure = all(row.certain == row.possible for row in rows)
        columns.append(Column("" if is_sure else f"{PLAIN} certain {LIGHT} possible", ()))
        cells = [[*row, bar] for row, bar in zip(cells, drawn, strict=True)]
    return "\n".join([*grid(columns, cells, width, otherwise), "", *footer(result, below, width)]) + "\n"


def _bars(rows: Sequence[CountedRow], room: int) -> list[str]:
    """Return bars on one scale: whole cells for one each where they fit, else rounded up."""
    most = max(row.possible for row in rows)
    unit = min(room // most, WIDEST_UNIT)
    lengths = [
        [number * unit if unit else -(-number * room // most) for number in (row.certain, row.possible)]
        for row in rows
    ]
    return [PLAIN * sure + LIGHT * (either - sure) for sure, either in lengths]
