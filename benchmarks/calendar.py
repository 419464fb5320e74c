"""The years that are counted by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

FIRST_YEAR, LAST_YEAR = 1815, 2025


def years() -> Iterator[tuple[int, int, int]]:
    """Yield each year with its first day and the first day after it."""
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        yield year, date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
