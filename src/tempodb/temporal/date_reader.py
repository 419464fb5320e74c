"""Text → Bound, by the one grammar of dates (grammar/dates.lark)."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from tempodb._files import grammar_text
from tempodb.errors import DateError, Problem
from tempodb.temporal.bounds import FIRST_DAY, NEVER, UNKNOWN, Bound, day_text, days_in_month, edtf

FORMS = "2012-06-28, 2002-10, 1999, 199X, [1999-04..1999-06], [..2017-04-18], [2017-04-20..], unknown"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


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
    try:
        tree = _parser().parse(text.strip())
    except UnexpectedInput:
        raise DateError(_no_date(text)) from None
    return bound_of(tree)


def text_of(bound: Bound) -> str | None:
    """Return a text that reads back as *bound*, or None for an open end.

    >>> from tempodb.temporal.bounds import unknown_until
    >>> text_of(unknown_until(date(2017, 4, 18).toordinal()))
    '[..2017-04-18]'
    """
    if bound.is_open:
        return None
    return bound.text if read_date(bound.text) == bound else edtf(bound.earliest, bound.latest)


@cache
def _parser() -> Lark:
    grammar = grammar_text("dates") + "\n%import common.WS\n%ignore WS\n"
    return Lark(grammar, parser="lalr", lexer="contextual", start="date")


def bound_of(tree: Tree[Token]) -> Bound:
    """Return the candidate days of a parsed date.

    Raises:
        DateError: a day, month or year that does not exist, or a range that ends before it begins.

    """
    points = [_point(child) for child in tree.children if isinstance(child, Tree)]
    match tree.data, points:
        case "exact", [point]:
            return point
        case "until", [last]:
            return Bound(FIRST_DAY, last.latest, f"[..{last.text}]")
        case "since", [first]:
            return Bound(first.earliest, NEVER, f"[{first.text}..]")
        case "between", [first, last]:
            text = f"[{first.text}..{last.text}]"
            if last.latest < first.earliest:
                hint = f"write [{last.text}..{first.text}]"
                raise DateError(Problem("date", f"the range `{text}` ends before it begins", hint))
            return Bound(first.earliest, last.latest, text)
        case _:
            return UNKNOWN


def _point(tree: Tree[Token]) -> Bound:
    tokens = [token for token in tree.children if isinstance(token, Token)]
    parts = {token.type: str(token) for token in tokens}
    written = " ".join(map(str, tokens))
    match parts:
        case {"ISO_DAY": text}:
            return _day(written, *map(int, text.split("-")))
        case {"ISO_MONTH": text}:
            return _month(written, *map(int, text.split("-")))
        case {"DECADE": text}:
            return Bound.decade(int(text[:3]) * 10)
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
    return MONTHS.index(name.casefold()[:3]) + 1


def _year(written: str, year: int) -> int:
    if year == 0:
        raise DateError(Problem("date", f"`{written}` has no year: years run from 0001 to 9999"))
    return year


def _month(written: str, year: int, month: int) -> Bound:
    if not 1 <= month <= 12:
        raise DateError(Problem("date", f"`{written}` is no month: months run from 01 to 12"))
    return Bound.month(_year(written, year), month)


def _day(written: str, year: int, month: int, day: int) -> Bound:
    _month(written, year, month)
    days = days_in_month(year, month)
    if not 1 <= day <= days:
        raise DateError(Problem("date", f"`{written}` is no day: that month has {days} days"))
    return Bound.day(date(year, month, day).toordinal())


def _ambiguous(text: str) -> Problem:
    a, b, year = map(int, text.split("/"))
    meant = [f"{year:04}-{m:02}-{d:02}" for d, m in dict.fromkeys([(a, b), (b, a)])]
    readings = [text for text in meant if _readable(text)]
    return Problem("date", f"`{text}` is ambiguous: day and month may be meant either way round",
                   f"write {' or '.join(readings)}" if readings else None, tuple(readings))  # fmt: skip


REPAIRS: tuple[tuple[str, str], ...] = (
    (r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", r"{0}-{1:0>2}-{2:0>2}"),
    (r"([0-9]{4})-([0-9])", r"{0}-{1:0>2}"),
    (r"([0-9]{4})[/.]([0-9]{1,2})", r"{0}-{1:0>2}"),
    (r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", r"{0}-{1:0>2}-{2:0>2}"),
    (r"([0-9]{3})0s", r"{0}X"),
    (r"([0-9]{3})x", r"{0}X"),
    (r"([0-9]{2})XX", r"[{0}00..{0}99]"),
    (r"([0-9]{1,3})", r"{0:0>4}"),
    (r"([0-9]{4}(?:-[0-9]{2}){0,2})[?~%]", r"{0}"),
    (r"([0-9-]{4,10})\.\.([0-9-]{4,10})", r"[{0}..{1}]"),
    (r"([0-9-]{4,10})\.\.", r"[{0}..]"),
    (r"\.\.([0-9-]{4,10})", r"[..{0}]"),
    (r"(?:until|by) ([0-9-]{4,10})", r"[..{0}]"),
    (r"(?:since|from) ([0-9-]{4,10})", r"[{0}..]"),
)
"""What people write, and the date that they may have meant."""


def _no_date(text: str) -> Problem:
    written = " ".join(text.split())
    message = f"`{written}` is no date" if written else "a date is missing"
    if written.lower() in ("present", "now", "ongoing", "none", "null", "~", "-", "open", "infinity", ".."):
        return Problem("date", message, "leave the key out for what is still going on")
    if meant := _one_sided(written):
        return Problem("date", message, f"write {meant}", (meant,))
    for pattern, repair in REPAIRS:
        if (found := re.fullmatch(pattern, written)) and (meant := _readable(repair.format(*found.groups()))):
            return Problem("date", message, f"write {meant}", (meant,))
    return Problem("date", message, f"dates look like {FORMS}")


def _one_sided(text: str) -> str | None:
    """Return what `before` or `after` a date means, or None if *text* is no such thing."""
    found = re.fullmatch(r"(?i)(before|after) (.+)", text)
    if found is None or (named := _readable(found[2])) is None:
        return None
    date = read_date(named)
    is_before = found[1].lower() == "before"
    day = date.earliest - 1 if is_before else date.latest + 1
    if not FIRST_DAY <= day < NEVER:
        return None
    return f"[..{day_text(day)}]" if is_before else f"[{day_text(day)}..]"


def _readable(text: str) -> str | None:
    try:
        tree = _parser().parse(text)
        return bound_of(tree).text
    except (UnexpectedInput, DateError):
        return None
