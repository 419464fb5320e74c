"""What to write in the place of a text that is no date: what it says exactly, or the range in which it lies.

Nothing here makes a vague date a certain one: `1984~` is never told to be `1984`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from tempodb.base.errors import Problem
from tempodb.base.printable import shortened
from tempodb.temporal.bounds import FIRST_DAY, NEVER, Bound, day_text, days_in_month

DATE_FORMS = "2012-06-28, 2002-10, 1999, 199X, [1999-04..1999-06], [..2017-04-18], [2017-04-20..], unknown"

DateReader: TypeAlias = Callable[[str], Bound | None]
"""What reads a date, and returns None where there is none."""
Advice: TypeAlias = tuple[str, tuple[str, ...]]
"""One thing to try, and the dates in it."""

REPAIRS: tuple[tuple[str, str], ...] = (
    (r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", r"{0}-{1:0>2}-{2:0>2}"),
    (r"([0-9]{4})-([0-9])", r"{0}-{1:0>2}"),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", r"{0}-{1}-{2}"),
    (r"([0-9]{4})[/.]([0-9]{1,2})", r"{0}-{1:0>2}"),
    (r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", r"{0}-{1:0>2}-{2:0>2}"),
    (r"([0-9]{3})x", r"{0}X"),
    (r"([0-9]{2})xx", r"{0}XX"),
    (r"X{4}(?:-XX){0,2}", r"unknown"),
    (r"[qQ]([1-4])([0-9]{4})", r"Q{0} {1}"),
    (r"([0-9]{1,3})", r"{0:0>4}"),
    (r"(?:AD )([0-9]{1,4})|([0-9]{1,4}) (?:AD|CE)", r"{0:0>4}"),
    (r"([0-9-]{4,10})\.\.([0-9-]{4,10})", r"[{0}..{1}]"),
    (r"([0-9-]{4,10})\.\.", r"[{0}..]"),
    (r"\.\.([0-9-]{4,10})", r"[..{0}]"),
    (r"(?:until|by) ([0-9-]{4,10})", r"[..{0}]"),
    (r"(?:since|from) ([0-9-]{4,10})", r"[{0}..]"),
    (r"([0-9]{4})[–—-]([0-9]{4})", r"[{0}..{1}]"),
    (r"([0-9X]{4}[0-9X-]{0,6}) ?(?:/|–|—| to | or | and ) ?([0-9X]{4}[0-9X-]{0,6})", r"[{0}..{1}]"),
)
"""What people write, and the date or range that says the same."""

_ABOUT = re.compile(
    r"(?:(?:c|ca|circa|about|around|approx|approximately|roughly|probably|perhaps|maybe)\b\.?|~)\s*(?P<after>.+)"
    r"|(?P<before>.+?)\s*(?:[?~%]+|\(\?\))",
    re.IGNORECASE,
)
_ONE_SIDED = re.compile(r"(before|after) (.+)", re.IGNORECASE)
_PART = re.compile(
    r"(?:the )?(early|beginning|start|mid|middle|late|end)(?: of | in |[ -])(?:the )?(.+)", re.IGNORECASE
)
_HALF = re.compile(
    r"(?:(first|second) half of|h([12])) ([0-9]{4})|(?P<year>[0-9]{4})-?h(?P<half>[12])", re.IGNORECASE
)
_CENTURY = re.compile(r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th) century", re.IGNORECASE)
_DECADE_OR_CENTURY = re.compile(r"(?:the )?([0-9]{2})00s", re.IGNORECASE)
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter)(?: of)?,? ([0-9]{4})", re.IGNORECASE)
_TWO_YEARS = re.compile(r"([0-9]{4})[/–—-]([0-9]{2})")
_QUARTER = re.compile(
    r"(?:the )?(first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of)?,? ([0-9]{4})", re.IGNORECASE
)
_WINTER = re.compile(r"winter(?: of)?,? ([0-9]{4})[/–—-]([0-9]{2}|[0-9]{4})", re.IGNORECASE)
_RANGE = re.compile(r"\[\s*(?P<first>[^\[\]]*?)\s*\.\.\s*(?P<last>[^\[\]]*?)\s*\]")
_SET = re.compile(r"[\[{](?P<members>[^\[\]{}]*,[^\[\]{}]*)[\]}]")
_MEMBER = re.compile(r"\.\.|[^,.\s]+")

SEASONS = ("spring", "summer", "autumn", "winter")
"""In the order of their numbers in EDTF, from 21."""
SIDES = ("", "north", "south")
ORDINALS = ("first", "second", "third", "fourth")
QUARTERS = (*ORDINALS, "1st", "2nd", "3rd", "4th")
THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

WORDS_FOR_NO_END = ("present", "now", "ongoing", "none", "null", "~", "-", "open", "infinity", "..")
"""What people write for no end."""
_YEARS = "years run from 0001 to 9999"
_LONGEST_SHOWN = 100
LEFT_OUT = "leave the key out for what is still going on"
_ANY_FORM = f"dates look like {DATE_FORMS}"
GENERAL = (LEFT_OUT, _ANY_FORM)
"""What is said of files, and of texts that are not even a vague date."""
_WITHOUT_DATES: tuple[tuple[str, str], ...] = (
    (r"(?:.*\s)?[0-9]+\s?(?:BCE?|B\.\s?C\.(?:\s?E\.)?)|-[0-9]{3,}\S*", _YEARS),
    (r"Y?\+?[0-9]{5,}(?:-.*)?", _YEARS),
    (r".*\b(?:julian|old style|o\.\s?s\.).*", "write the day of the Gregorian calendar"),
    (
        r"(?:yesterday|today|tomorrow|(?:last|this|next) (?:week|month|year)|.+ ago)",
        "write out the date that is meant",
    ),
)


def no_date(text: str, read: DateReader) -> Problem:
    """Return why *text* is no date, with what to write in its place.

    >>> from tempodb.temporal.date_reader import date_or_none
    >>> no_date("c. 1984", date_or_none).hint
    'write the range in which it lies, as in [1983..1985]'
    """
    written = shortened(" ".join(text.split()), _LONGEST_SHOWN)
    if not written:
        return Problem("date", "a date is missing", _ANY_FORM)
    if written.lower() in WORDS_FOR_NO_END or re.fullmatch(r"0+|9{5,}", written):
        return Problem("date", f"`{written}` is no date", LEFT_OUT)
    for hint, dates in _advice(written, read):
        if all(map(read, dates)):
            return Problem("date", f"`{written}` is no date", hint, dates)
    for pattern, hint in _WITHOUT_DATES:
        if re.fullmatch(pattern, written, re.IGNORECASE):
            return Problem("date", f"`{written}` is no date", hint)
    return Problem("date", f"`{written}` is no date", _ANY_FORM)


def no_year(written: str) -> Problem:
    """Return why there is no such year; one of zeros alone stands for no date at all."""
    return Problem("date", f"`{written}` has no year: {_YEARS}", LEFT_OUT)


def no_month(written: str, year: int, month: int) -> Problem:
    """Return why there is no such month, with what its number may mean in EDTF.

    >>> no_month("2001-33", 2001, 33).hint
    'in EDTF, 33 is the first quarter of the year: write [2001-01..2001-03]'
    """
    message = f"`{written}` is no month: months run from 01 to 12"
    if year in (0, 9999):
        return Problem("date", message, LEFT_OUT)
    if re.fullmatch(r"[0-9]{4}-00-00", written):
        return Problem("date", message, f"write {year:04}", (f"{year:04}",))
    is_alone = re.fullmatch(r"[0-9]{4}-[0-9]{2}", written) and 1 <= year < 9999
    years = _two_years(f"{year:04}", f"{month:02}") if is_alone else None
    if not (is_alone and 21 <= month <= 41):
        return Problem("date", message, f"write {years}" if years else None, (years,) if years else ())
    meant, (hint, dates) = _numbered(month, year)
    if years:
        hint, dates = f"{hint}; for the two years write {years}", (*dates, years)
    return Problem("date", message, f"in EDTF, {month} is {meant}: {hint}", dates)


def _numbered(month: int, year: int) -> tuple[str, Advice]:
    """Return what a number in the place of a month stands for in EDTF, with its months."""
    for first, parts, length in ((33, "quarter", 3), (37, "third", 4), (40, "half", 6)):
        if first <= month < first + 12 // length:
            start = year * 12 + (month - first) * length
            months = f"[{_month_text(start)}..{_month_text(start + length - 1)}]"
            return f"the {ORDINALS[month - first]} {parts} of the year", (f"write {months}", (months,))
    side, season = divmod(month - 21, 4)
    hint, dates = _season(season, year)
    if side == 0:
        return SEASONS[season], (hint, dates)
    kept = dates[:-1] if side == 1 else dates[-1:]
    return f"{SEASONS[season]} {SIDES[side]} of the equator", (f"write {' or '.join(kept)}", kept)


def _advice(written: str, read: DateReader) -> Iterator[Advice]:
    if (found := _TWO_YEARS.fullmatch(written)) and (years := _two_years(found[1], found[2])):
        month = f"{found[1]}-{found[2]}"
        if read(month):
            yield f"write {month} for the month, or {years} for the two years", (month, years)
        yield f"write {years}", (years,)
    for pattern, repair in REPAIRS:
        if found := re.fullmatch(pattern, written):
            meant = repair.format(*(group for group in found.groups() if group is not None))
            yield f"write {meant}", (meant,)
    yield from _one_sided(written, read)
    if found := _DECADE_OR_CENTURY.fullmatch(written):
        decade, century = f"{found[1]}0X", f"{found[1]}XX"
        yield f"write {decade} for the decade, or {century} for the century", (decade, century)
    if found := _SEASON.fullmatch(written):
        yield _season(SEASONS.index(found[1].lower().replace("fall", "autumn")), int(found[2]))
    if found := _QUARTER.fullmatch(written):
        months = _months_text(int(found[2]) * 12 + 3 * (QUARTERS.index(found[1].lower()) % 4))
        yield f"write {months}", (months,)
    if (found := _WINTER.fullmatch(written)) and _next_year(found[1]).endswith(found[2]):
        months = _months_text(int(found[1]) * 12 + 11)
        yield f"write {months}", (months,)
    for range_ in (
        *_around(written, read),
        *_parts(written, read),
        *_covering(written, read),
        *_ends(written, read),
    ):
        yield f"write the range in which it lies, as in {range_}", (range_,)


def _two_years(year: str, short: str) -> str | None:
    """Return the range of a year and the next, of which the last two digits are given."""
    following = _next_year(year)
    return f"[{year}..{following}]" if following.endswith(short) else None


def _next_year(year: str) -> str:
    return f"{int(year) + 1:04}"


def _one_sided(written: str, read: DateReader) -> Iterator[Advice]:
    found = _ONE_SIDED.fullmatch(written)
    if found is None or (named := read(found[2])) is None:
        return
    is_before = found[1].lower() == "before"
    day = named.earliest - 1 if is_before else named.latest + 1
    if FIRST_DAY <= day < NEVER:
        meant = f"[..{day_text(day)}]" if is_before else f"[{day_text(day)}..]"
        yield f"write {meant}", (meant,)


def _around(written: str, read: DateReader) -> Iterator[str]:
    """Yield the range of one more on each side: of years, months or decades, and a week where a day is meant."""
    found = _ABOUT.fullmatch(written)
    if found is None or (bound := read(found["after"] or found["before"])) is None:
        return
    if re.fullmatch(r"[0-9]{4}", bound.text):
        yield f"[{int(bound.text) - 1:04}..{int(bound.text) + 1:04}]"
    elif re.fullmatch(r"[0-9]{3}X", bound.text):
        first = int(bound.text[:3]) * 10
        yield f"[{first - 10:04}..{first + 19:04}]"
    elif re.fullmatch(r"[0-9]{4}-[0-9]{2}", bound.text):
        month = int(bound.text[:4]) * 12 + int(bound.text[5:]) - 1
        yield f"[{_month_text(month - 1)}..{_month_text(month + 1)}]"
    elif bound.earliest == bound.latest and FIRST_DAY + 7 <= bound.earliest < NEVER - 7:
        yield f"[{day_text(bound.earliest - 7)}..{day_text(bound.latest + 7)}]"


def _parts(written: str, read: DateReader) -> Iterator[str]:
    """Yield the range of a third or half of a year, month or decade, or of a century."""
    if found := _CENTURY.fullmatch(written):
        last = int(found[1]) * 100
        yield f"[{last - 99:04}..{last:04}]"
    if found := _HALF.fullmatch(written):
        year = found[3] or found["year"]
        is_first = (found[1] or "").lower() == "first" or "1" in (found[2], found["half"])
        yield f"[{year}-01..{year}-06]" if is_first else f"[{year}-07..{year}-12]"
    found = _PART.fullmatch(written)
    if found is None or (whole := read(re.sub(r"^([0-9]{3})0s$", r"\1X", found[2]))) is None:
        return
    third = THIRDS[found[1].lower()]
    if re.fullmatch(r"[0-9]{4}", whole.text):
        yield f"[{whole.text}-{4 * third + 1:02}..{whole.text}-{4 * third + 4:02}]"
    elif re.fullmatch(r"[0-9]{3}X", whole.text):
        first, last = ((0, 3), (4, 6), (7, 9))[third]
        yield f"[{whole.text[:3]}{first}..{whole.text[:3]}{last}]"
    elif re.fullmatch(r"[0-9]{4}-[0-9]{2}", whole.text):
        days = days_in_month(int(whole.text[:4]), int(whole.text[5:]))
        yield f"[{whole.text}-{10 * third + 1:02}..{whole.text}-{(10, 20, days)[third]}]"


def _season(season: int, year: int) -> Advice:
    """Return the months of a season, which are others south of the equator."""
    first = year * 12 + 2 + 3 * season
    north = _months_text(first)
    south = _months_text(first + 6 if season < SEASONS.index("autumn") else first - 6)
    if season == SEASONS.index("winter"):
        before = _months_text(first - 12)
        return f"write {before} or {north}, or south of the equator {south}", (before, north, south)
    return f"write {north}, or south of the equator {south}", (north, south)


def _covering(written: str, read: DateReader) -> Iterator[str]:
    """Yield the range from the first through the last date of a set."""
    found = _SET.fullmatch(written)
    members = _MEMBER.findall(found["members"]) if found else []
    dates = sorted(
        (bound.earliest, bound.latest, bound.text) for bound in map(read, members) if bound is not None
    )
    if dates:
        first = "" if members[0] == ".." else dates[0][2]
        last = "" if members[-1] == ".." else max(dates, key=lambda date: date[1])[2]
        yield f"[{first}..{last}]"


def _ends(written: str, read: DateReader) -> Iterator[str]:
    """Yield the range from the first day through the last that a range with vague ends allows."""
    found = _RANGE.fullmatch(written)
    if found is None:
        return
    first, last = (_lying_in(end, read) for end in (found["first"], found["last"]))
    if first is not None and last is not None and (first or last):
        yield f"[{first.strip('[]').partition('..')[0]}..{last.strip('[]').rpartition('..')[2]}]"


def _lying_in(end: str, read: DateReader) -> str | None:
    """Return the text of an end that is a date or lies in a range; an open end is empty."""
    if not end or read(end):
        return end
    dates = no_date(end, read).suggestions
    return dates[0] if len(dates) == 1 else None


def _months_text(first: int) -> str:
    return f"[{_month_text(first)}..{_month_text(first + 2)}]"


def _month_text(month: int) -> str:
    """Return the text of a month, counted from the January of the year 0."""
    return f"{month // 12:04}-{month % 12 + 1:02}"
