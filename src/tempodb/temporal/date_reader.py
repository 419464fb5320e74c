"""Text → Bound, by the one grammar of dates (grammar/dates.lark).

Of EDTF (ISO 8601-2:2019, annex A) it reads dates of level 0, and of levels 1 and 2 unspecified digits that
leave one run of days, and ranges in brackets. Approximate and uncertain dates are refused: they name no
candidates. Weeks and days of a year are those of ISO 8601-1.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tempodb.base.errors import DateError, Problem
from tempodb.syntax.grammars import parser_of
from tempodb.syntax.trees import Tree, UnreadableError
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, NEVER, UNKNOWN, Bound, days_in_month, edtf, shifted

if TYPE_CHECKING:
    from tempodb.syntax.parser import Parser

_ISO_POINT = "[0-9]{4}(?:-[0-9]{2}){0,2}"
LENGTH_OF_DAY = len("2002-10-07")
_ISO = re.compile(rf"{_ISO_POINT}|\[({_ISO_POINT})\.\.({_ISO_POINT})\]")
MONTH_ABBREVIATIONS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@lru_cache(maxsize=50_000)
def read_date(text: str) -> Bound:
    """Return the candidate days that *text* stands for.

    >>> read_date("October 2002").text, read_date("24.04.2023").text
    ('2002-10', '2023-04-24')
    >>> read_date("[1999-04..1999-06]") == read_date("[1 April 1999..30 June 1999]")
    True

    Raises:
        DateError: *text* is no date, is ambiguous, or names a day that no calendar has.

    """
    # Most dates by far, of which the grammar says no more.
    if (plain := _ISO.fullmatch(text)) is not None:
        first, last = plain.groups()
        if last is None:
            return _iso(text)
        return _range("between", [_iso(first), _iso(last)])
    found = _written(text)
    if isinstance(found, Bound):
        return found
    raise DateError(*found)


@lru_cache(maxsize=5_000)
def _written(text: str) -> Bound | tuple[Problem, ...]:
    """Return the candidate days of a text, or why it is no date: in a table many rows may be wrong alike."""
    try:
        tree = _parser().parse(text.strip())
    except UnreadableError:
        from tempodb.temporal.date_advice import no_date

        return (no_date(text, date_or_none),)
    try:
        return bound_of(tree)
    except DateError as error:
        return error.problems


def bound_text(bound: Bound) -> str | None:
    """Return a text that reads back as *bound*, or None for an open end.

    >>> from tempodb.temporal.bounds import unknown_until
    >>> bound_text(unknown_until(date(2017, 4, 18).toordinal()))
    '[..2017-04-18]'
    """
    if bound.is_open:
        return None
    return bound.text if read_date(bound.text) == bound else edtf(bound.earliest, bound.latest)


@cache
def _parser() -> Parser:
    return parser_of("dates", ("dates", "blanks"), start="date")


def bound_of(tree: Tree) -> Bound:
    """Return the candidate days of a parsed date.

    Raises:
        DateError: a day, month or year that does not exist, or a range that ends before it begins.

    """
    return _range(tree.rule, [_point(child) for child in tree.trees])


def _range(rule: str, points: list[Bound]) -> Bound:
    match rule, points:
        case "exact", [point]:
            return point
        case "until", [last]:
            return Bound(FIRST_DAY, last.latest, f"[..{_last(last)}]")
        case "since", [first]:
            return Bound(first.earliest, NEVER, f"[{_first(first)}..]")
        case "between", [first, last]:
            text = f"[{_first(first)}..{_last(last)}]"
            if last.latest < first.earliest:
                hint = f"write [{_first(last)}..{_last(first)}]"
                raise DateError(Problem("date", f"the range `{text}` ends before it begins", hint))
            return Bound(first.earliest, last.latest, text)
        case _:
            return UNKNOWN


def _iso(text: str) -> Bound:
    """Return the days of a year, a month or a day of ISO 8601."""
    if len(text) == LENGTH_OF_DAY:
        # Of a file with many ranges, each end is a day; which is none is told below.
        try:
            number = date.fromisoformat(text).toordinal()
        except ValueError:
            pass
        else:
            return Bound(number, number, text)
    match [int(part) for part in text.split("-")]:
        case [year, month, day]:
            return _day(text, year, month, day)
        case [year, month]:
            return _month(text, year, month)
        case [year]:
            return Bound.year(_year(text, year))
        case _:
            raise ValueError(text)


def _first(point: Bound) -> str:
    """Return the text of a point, or of the first part of one that is a range in EDTF, as a quarter is."""
    return point.text.strip("[]").partition("..")[0]


def _last(point: Bound) -> str:
    return point.text.strip("[]").rpartition("..")[2]


def _point(tree: Tree) -> Bound:  # noqa: C901
    parts = tree.tokens
    written = " ".join(parts.values())
    match parts:
        case {"ISO_DAY": text}:
            return _day(written, *map(int, text.split("-")))
        case {"ISO_MONTH": text}:
            return _month(written, *map(int, text.split("-")))
        case {"UNSPECIFIED": text}:
            return _unspecified(text)
        case {"DECADE": text}:
            return _unspecified(f"{text[-5:-2]}X")
        case {"QUARTER": text}:
            number, year_text = sorted(re.findall(r"[0-9]+", text), key=len)
            return _quarter(written, int(year_text), int(number))
        case {"WEEK": text}:
            digits = re.sub(r"[^0-9]", "", text)
            return _week(written, int(digits[:4]), int(digits[4:6]), digits[6:])
        case {"DAY_OF_YEAR": text}:
            return _day_of_year(written, *map(int, text.split("-")))
        case {"DOTTED_DAY": text}:
            day, month, year = map(int, text.split("."))
            return _day(written, year, month, day)
        case {"SLASHED": text}:
            raise DateError(_ambiguous(text))
        case {"DAY_NUMBER": day_text, "MONTH_NAME": name, "YEAR": year_text}:
            return _day(written, int(year_text), _month_number(name), int(day_text))
        case {"MONTH_NAME": name, "YEAR": year_text}:
            return _month(written, int(year_text), _month_number(name))
        case _:
            return Bound.year(_year(written, int(parts["YEAR"])))


def _month_number(name: str) -> int:
    return MONTH_ABBREVIATIONS.index(name.casefold()[:3]) + 1


def _year(written: str, year: int) -> int:
    if year == 0:
        from tempodb.temporal.date_advice import no_year

        raise DateError(no_year(written))
    return year


def _month(written: str, year: int, month: int) -> Bound:
    if not 1 <= month <= 12:
        from tempodb.temporal.date_advice import no_month

        raise DateError(no_month(written, year, month))
    return Bound.month(_year(written, year), month)


def _day(written: str, year: int, month: int, day: int) -> Bound:
    _month(written, year, month)
    days = days_in_month(year, month)
    if not 1 <= day <= days:
        meant = f"{year:04}-{month:02}" if day == 0 else None
        hint, dates = (None, ()) if meant is None else (f"write {meant}", (meant,))
        raise DateError(Problem("date", f"`{written}` is no day: that month has {days} days", hint, dates))
    return Bound.day(date(year, month, day).toordinal())


def _quarter(written: str, year: int, number: int) -> Bound:
    return _months(_year(written, year), 3 * number - 2, 3 * number)


def _week(written: str, year: int, number: int, day: str) -> Bound:
    """Return the days of a week of ISO 8601, or one of them."""
    try:
        first = date.fromisocalendar(_year(written, year), number, int(day or "1")).toordinal()
    except ValueError:
        weeks = date(year, 12, 28).isocalendar().week
        raise DateError(Problem("date", f"`{written}` is no week: that year has {weeks}")) from None
    return Bound.day(first) if day else Bound.between(first, min(first + 6, LAST_DAY))


def _day_of_year(written: str, year: int, number: int) -> Bound:
    first = Bound.year(_year(written, year))
    days = first.latest - first.earliest + 1
    if not 1 <= number <= days:
        raise DateError(Problem("date", f"`{written}` is no day: that year has {days} days"))
    return Bound.day(first.earliest + number - 1)


def _months(year: int, first: int, last: int) -> Bound:
    start, end = Bound.month(year, first), Bound.month(year, last)
    return Bound(start.earliest, end.latest, f"[{start.text}..{end.text}]")


def _unspecified(text: str) -> Bound:
    """Return the days that have the digits which are there.

    They are a run of days only where the open digits come last; EDTF knows others, too.
    """
    year, month, day = (*text.split("-"), "XX", "XX")[:3]
    if not re.fullmatch(r"[0-9]+X+", (year + month + day)):
        raise DateError(_not_one_run(text, year, month))
    if "X" in year:
        first, last = Bound.year(max(int(year.replace("X", "0")), 1)), Bound.year(int(year.replace("X", "9")))
        return Bound(first.earliest, last.latest, year)
    if month == "XX":
        return Bound.year(_year(text, int(year)))
    if "X" in month:
        number = _year(text, int(year))
        months = [i for i in range(1, 13) if re.fullmatch(month.replace("X", "."), f"{i:02}")]
        if not months:
            raise DateError(Problem("date", f"`{text}` is no month: months run from 01 to 12"))
        return _months(number, months[0], months[-1])
    whole = _month(text, int(year), int(month))
    if day == "XX":
        return whole
    length = days_in_month(int(year), int(month))
    days = [i for i in range(1, length + 1) if f"{i:02}"[0] == day[0]]
    if not days:
        raise DateError(Problem("date", f"`{text}` is no day: that month has {length} days"))
    return Bound.between(whole.earliest + days[0] - 1, whole.earliest + days[-1] - 1)


def _not_one_run(text: str, year: str, month: str) -> Problem:
    known = year if "X" in month or "X" in year else f"{year}-{month}"
    meant = "unknown" if year.startswith("X") else re.sub("X.*", lambda open_: "X" * len(open_[0]), known)
    message = f"`{text}` is no run of days: a digit stands behind one that is left open"
    return (
        Problem("date", message, f"write {meant}", (meant,))
        if date_or_none(meant)
        else Problem("date", message)
    )


def _ambiguous(text: str) -> Problem:
    a, b, year = map(int, text.split("/"))
    meant = [f"{year:04}-{m:02}-{d:02}" for d, m in dict.fromkeys([(a, b), (b, a)])]
    readings = [text for text in meant if date_or_none(text)]
    return Problem("date", f"`{text}` is ambiguous: day and month may be meant either way round",
                   f"write {' or '.join(readings)}" if readings else None, tuple(readings))  # fmt: skip


def date_or_none(text: str) -> Bound | None:
    """Return the candidate days that *text* stands for, or None where it is no date.

    >>> date_or_none("2002-10").text, date_or_none("1984~")
    ('2002-10', None)
    """
    try:
        return bound_of(_parser().parse(text))
    except (UnreadableError, DateError):
        return None


def day_through(text: str) -> str:
    """Return the last day on which something held that from a day of *text* on no longer did, as stated.

    >>> day_through("2007-01-01"), day_through("[2016-01-02..2017-01-01]"), day_through("unknown")
    ('2006-12-31', '2016', 'unknown')
    """
    return shifted(read_date(text), -1).stated() or text
