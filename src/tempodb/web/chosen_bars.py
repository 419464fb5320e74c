"""What is asked about a bar of a picture, and which bars an address has chosen."""

from __future__ import annotations

from typing import Any

from tempodb.base.errors import DateError
from tempodb.temporal.bounds import ALWAYS, NEVER, Bound, day_text
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.periods import Window
from tempodb.temporal.span_dates import candidates

AS_OF = " as of "


def why_of_row(row: Any, asked: Bound) -> str | None:
    """Return what asks why a row is told; of a day of its own where none of the *asked* ones is in it.

    It is None for rows behind which there is no condition.

    >>> from types import SimpleNamespace as Row
    >>> row = Row(holder="a", office="o/head", from_="1993", to="1999-04-02")
    >>> why_of_row(row, read_date("1995")), why_of_row(row, read_date("2013"))
    ('"a" holds "o/head"', '"a" holds "o/head" as of 1993-12-31')
    """
    condition = condition_of_row(row)
    day = None if condition is None else _day_within(row, asked)
    return condition if day is None else f"{condition}{AS_OF}{day_text(day)}"


def is_asked_about(row: Any, why: str, asked: Bound) -> bool:
    """Whether *why* asks about a row, on a day that it names or on the *asked* ones.

    >>> from types import SimpleNamespace as Row
    >>> row = Row(holder="a", office="o/head", from_="1993", to="1999-04-02")
    >>> asked = read_date("2013")
    >>> [is_asked_about(row, f"a holds o/head{day}", asked) for day in (" as of 1995", " as of 2000", "")]
    [True, False, False]
    """
    condition, _, named = why.partition(AS_OF)
    about = condition_of_row(row)
    if about is None or _bare(about) != _bare(condition):
        return False
    try:
        days = read_date(named) if named else asked
    except DateError:
        return False
    return _meets(row, days)


def condition_of_row(row: Any) -> str | None:
    """Return the condition that a row of a timeline, or of holders or members, is an answer to; None where there is none.

    >>> from types import SimpleNamespace as Row
    >>> condition_of_row(Row(track="member", party="uzbekistan", place="csto", value="suspended"))
    '"uzbekistan" is suspended in "csto"'
    """
    match row:
        case _ if getattr(row, "track", None) in ("member", "membership"):
            return f'"{row.party}" is {row.value} in "{row.place}"'
        case _ if getattr(row, "track", None) == "tenure":
            return f'"{row.party}" holds "{row.place}"'
        case _ if getattr(row, "holder", None) is not None:
            return f'"{row.holder}" holds "{row.office}"'
        case _:
            return None


def _bare(condition: str) -> str:
    return condition.replace('"', "").strip()


def _meets(row: Any, days: Bound) -> bool:
    (first, _), (_, last) = candidates(row.from_, ALWAYS), candidates(row.to, NEVER)
    return first <= days.latest and days.earliest < last


def _day_within(row: Any, asked: Bound) -> int | None:
    """Return a day on which a row holds, certainly if it does on one; None where it may on one of the asked days."""
    if _meets(row, asked):
        return None
    (first, latest), (earliest, last) = candidates(row.from_, ALWAYS), candidates(row.to, NEVER)
    sure = Window(latest, earliest) if latest < earliest else Window(first, last)
    if sure.start > ALWAYS:
        return sure.start
    return sure.end - 1 if sure.end < NEVER else None
