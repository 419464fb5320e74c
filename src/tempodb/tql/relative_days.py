"""Dates told from the day on which a question is asked, and their words."""

from __future__ import annotations

import re
from typing import Literal, assert_never

from tempodb.temporal.durations import Duration, Unit
from tempodb.temporal.granules import Granule
from tempodb.tql import ast

_YESTERDAY = ast.Ago(Duration(1, Unit.DAY))
# They are compiled where a date is read, which few questions of the present day have.
_AGO = r"([0-9]{1,4}) (day|week|month|year)s? ago"
_THIS_OR_LAST = r"(this|last) (week|month|quarter|year|decade)"


def relative_day(text: str) -> ast.Relative | None:
    """Return the date that *text* tells from the day on which is asked, None where it does not.

    >>> relative_day("5 years ago")
    Ago(duration=Duration(number=5, unit=<Unit.YEAR: 'year'>))
    >>> relative_day("2006") is None
    True
    """
    words = " ".join(text.lower().split())
    if words == "today":
        return ast.Today()
    if words == "yesterday":
        return _YESTERDAY
    if found := re.fullmatch(_AGO, words):
        return ast.Ago(Duration(int(found[1]), Unit(found[2])))
    if found := re.fullmatch(_THIS_OR_LAST, words):
        unit: Granule | Literal[Unit.WEEK] = Unit.WEEK if found[2] == Unit.WEEK else Granule(found[2])
        return ast.ThisOrLast(unit, found[1] == "last")
    return None


def relative_text(day: ast.Relative) -> str:
    """Return the words of a date that is told from the day on which is asked.

    >>> relative_text(ast.Ago(Duration(1, Unit.DAY))), relative_text(ast.Ago(Duration(2, Unit.WEEK)))
    ('yesterday', '2 weeks ago')
    """
    match day:
        case ast.Today():
            return "today"
        case ast.Ago((number, unit)):
            return "yesterday" if day == _YESTERDAY else f"{number} {unit}{'s' if number != 1 else ''} ago"
        case ast.ThisOrLast(granule, is_last):
            return f"{'last' if is_last else 'this'} {granule}"
        case _:
            assert_never(day)
