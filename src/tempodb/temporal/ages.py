"""How old somebody was on a day, where neither the birth nor the day has to be known exactly."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from datetime import date
from typing import NamedTuple, TypeAlias

from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY
from tempodb.temporal.durations import Duration, Unit, later_by
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Extent, Window

DaysMeant: TypeAlias = tuple[int, int]
"""The first and the last day that can be meant."""


class Age(NamedTuple):
    """Whole years, at least and at most; there is no most where nobody knows since when somebody may have lived."""

    least: int
    most: int | None


def first_asked(extent: Extent, window: Window | None, quantifier: Quantifier) -> DaysMeant:
    """Return which days can be the first asked one on which something held over *extent*: of all time, its beginning.

    MEANING.md, M70.

    >>> first_asked(Extent(10, 12, 20, 25), None, Quantifier.SOME)
    (10, 12)
    >>> first_asked(Extent(10, 12, 20, 25), Window(11, 30), Quantifier.SOME)
    (11, 12)
    """
    if window is None:
        return extent.f1, extent.f2
    last = window.start if quantifier is Quantifier.EVERY else window.end - 1
    first, latest = (min(max(day, window.start), last) for day in extent[:2])
    return first, latest


def days_lived(birth: DaysMeant, day: DaysMeant) -> tuple[int, int] | None:
    """Return how many days after a birth a day lies, at least and at most; None where it certainly lies before it.

    >>> days_lived((10, 12), (20, 25)), days_lived((10, 12), (5, 9))
    ((8, 15), None)
    """
    return None if day[1] < birth[0] else (max(day[0] - birth[1], 0), day[1] - birth[0])


def age_of(birth: DaysMeant, day: DaysMeant) -> Age | None:
    """Return how old who was born then is on a day; None where it certainly lies before the birth.

    >>> in_1938 = date(1938, 1, 1).toordinal(), date(1938, 12, 31).toordinal()
    >>> age_of(in_1938, (date(1997, 6, 1).toordinal(),) * 2)
    Age(least=58, most=59)
    """
    if day[1] < birth[0]:
        return None
    least = _whole_years(birth[1], day[0]) if birth[1] <= day[0] else 0
    is_bounded = birth[0] > FIRST_DAY and day[1] <= LAST_DAY
    return Age(least, _whole_years(birth[0], day[1]) if is_bounded else None)


def _whole_years(birth: int, day: int) -> int:
    years = date.fromordinal(min(day, LAST_DAY)).year - date.fromordinal(birth).year
    return years if later_by(birth, Duration(years, Unit.YEAR)) <= day else years - 1
