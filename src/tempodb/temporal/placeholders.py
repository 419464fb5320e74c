"""Days that tables hold in the place of no date at all, and what to write instead."""

from __future__ import annotations

from datetime import date

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, Bound
from tempodb.temporal.date_reader import read_date

FIRST_YEAR = date(1, 12, 31).toordinal()
LAST_YEAR = date(9999, 1, 1).toordinal()
FAR_AWAY = date(2999, 12, 31).toordinal()
"""The end that some registers give to what has none."""


def is_placeholder(bound: Bound) -> bool:
    """Return whether a bound of what somebody states names the first year, the last one, or 2999-12-31.

    >>> texts = ("9999-12-31", "[2017..9999]", "0001-01", "[..1999]", "unknown", "2099", "1900-01-01")
    >>> [text for text in texts if is_placeholder(read_date(text))]
    ['9999-12-31', '[2017..9999]', '0001-01']
    """
    if bound.is_open or (bound.earliest > FIRST_YEAR and bound.latest < FAR_AWAY):
        return False
    return any(map(_is_one, _ends(bound)))


def without(bound: Bound) -> str | None:
    """Return a range without the ends that are placeholders, or None where nothing is left of it.

    >>> [without(read_date(text)) for text in ("[2017..9999]", "[0001-01-01..1999]", "[..9999]", "9999")]
    ['[2017..]', '[..1999]', None, None]
    """
    ends = _ends(bound)
    first, last = ("" if end and _is_one(end) else end for end in (ends[0], ends[-1]))
    return f"[{first}..{last}]" if first or last else None


def _ends(bound: Bound) -> list[str]:
    return bound.text.strip("[]").split("..")


def _is_one(text: str) -> bool:
    if not text:
        return False
    day = read_date(text)
    return (
        LAST_YEAR <= day.earliest <= LAST_DAY
        or FIRST_DAY == day.earliest <= day.latest <= FIRST_YEAR
        or day.earliest == day.latest == FAR_AWAY
    )


def instead(bound: Bound, otherwise: str) -> str:
    """Return what to write instead of a placeholder: a range that says as much, or what holds *otherwise*.

    >>> instead(read_date("[2017..9999]"), "leave it out"), instead(read_date("9999"), "leave it out")
    ('write [2017..]', 'leave it out')
    """
    rest = without(bound)
    return otherwise if rest is None else f"write {rest}"


EXPLAINED = "stands for no day: a date is not known, or there is none"
