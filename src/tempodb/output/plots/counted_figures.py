"""What counts and shares say, figure by figure, in panels that lie one below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from tempodb.questions import count_rows
from tempodb.temporal.date_reader import read_date

NO_GROUP = "none stated"
SHARE_ROWS = (count_rows.ShareRow, count_rows.ShareGroupRow)


class Figure(NamedTuple):
    """What one row counts: of which group, in which days; of a share, in percent, at least and at most."""

    row: int
    group: str
    period: str
    first: int
    last: int
    certain: int
    possible: int


class FigurePanel(NamedTuple):
    """Figures that are stacked where they are of several groups, under a heading, which may be empty."""

    heading: str
    figures: Sequence[Figure]


_HEADINGS: Mapping[type, Callable[[Any], str | None]] = MappingProxyType(
    {
        count_rows.CountEveryRow: lambda row: row.organization_name,
        count_rows.CountEveryGroupRow: lambda row: row.organization_name,
        # The shares of groups need not add up to all: who changes within a period is in two of them.
        count_rows.ShareGroupRow: lambda row: NO_GROUP if row.group is None else row.group_name,
    }
)
"""What the rows of each type are parted by."""


def panels_of(found: Sequence[Any]) -> list[FigurePanel]:
    """Return the figures of rows in panels, in the order in which rows tell of them first.

    What part some are of nobody is no figure.
    """
    panels: dict[str, list[Figure]] = {}
    for heading, figure in _figures(found):
        panels.setdefault(heading, []).append(figure)
    return [FigurePanel(heading, figures) for heading, figures in panels.items()]


def _figures(found: Sequence[Any]) -> Iterator[tuple[str, Figure]]:
    for place, row in enumerate(found):
        heading = _HEADINGS.get(type(row), lambda _: "")(row) or ""
        figures = (
            (row.least_percent, row.most_percent)
            if isinstance(row, SHARE_ROWS)
            else (row.certain, row.possible)
        )
        if None not in figures:
            period = read_date(row.period)
            days = (period.earliest, period.latest + 1)
            yield heading, Figure(place, _group(row), row.period, *days, *figures)


def _group(row: Any) -> str:
    if isinstance(row, SHARE_ROWS) or not hasattr(row, "group"):
        return ""
    return NO_GROUP if row.group_name is None else row.group_name
