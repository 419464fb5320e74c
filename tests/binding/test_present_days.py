"""What `yesterday`, `last year`, `5 years ago` mean on a day (MEANING.md, M63)."""

from __future__ import annotations

from datetime import date

import pytest

from tempodb.binding.present_days import bound_at
from tempodb.tql.relative_days import relative_day, relative_text


@pytest.mark.parametrize(
    ("said", "today", "meant"),
    [
        ("today", "2024-02-29", "2024-02-29"),
        ("yesterday", "2024-03-01", "2024-02-29"),
        ("3 days ago", "2024-03-01", "2024-02-27"),
        ("2 weeks ago", "2024-03-01", "2024-02-16"),
        ("1 month ago", "2024-03-31", "2024-02-29"),
        ("13 months ago", "2024-03-31", "2023-02-28"),
        ("1 year ago", "2024-02-29", "2023-02-28"),
        ("4 years ago", "2024-02-29", "2020-02-29"),
        ("9999 years ago", "2024-02-29", "0001-01-01"),
        ("9999 weeks ago", "0100-01-01", "0001-01-01"),
        ("this month", "2024-02-29", "2024-02"),
        ("last month", "2024-01-31", "2023-12"),
        ("last week", "2024-01-03", "[2023-12-25..2023-12-31]"),
        ("this week", "2024-01-07", "[2024-01-01..2024-01-07]"),
        ("this week", "9999-12-31", "[9999-12-27..9999-12-31]"),
        ("last quarter", "2024-01-31", "[2023-10..2023-12]"),
        ("this year", "2024-01-31", "2024"),
        ("last year", "2024-01-31", "2023"),
        ("last decade", "2024-01-31", "201X"),
    ],
)
def test_a_date_that_is_told_from_today(said: str, today: str, meant: str) -> None:
    day = relative_day(said)

    assert day is not None and relative_text(day) == ("yesterday" if said == "1 day ago" else said)
    assert bound_at(day, date.fromisoformat(today).toordinal()).text == meant
