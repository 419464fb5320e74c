"""Days as rows show them, ISO texts and nothing for an open end; and periods as reasons tell them."""

from __future__ import annotations

from tempodb.temporal.bounds import FIRST_DAY, NEVER, day_text
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Period


def day_or_none(day: int) -> str | None:
    """Return a day as text, or None before the first and after the last.

    >>> day_or_none(730120), day_or_none(NEVER)
    ('2000-01-01', None)
    """
    return day_text(day) if FIRST_DAY < day < NEVER else None


def ends_of(fact: Fact) -> tuple[str | None, str | None, str | None, str | None]:
    """Return from when it may and must have held, and up to when it must and may have: four days.

    The two in the middle are absent where it held on no day for certain.
    """
    f1, f2, t1, t2 = fact.extent
    if not fact.extent.is_certain_once:
        return day_or_none(f1), None, None, day_or_none(t2)
    return day_or_none(f1), day_or_none(f2), day_or_none(t1), day_or_none(t2)


def period_text(period: Period) -> str:
    """Return a period in words.

    >>> from tempodb.temporal.date_reader import read_date
    >>> period_text(Period(read_date("1992"), read_date("[2006..]")))
    'from 1992 to [2006..]'
    """
    from_, to = (end.stated() for end in period)
    return f"from {from_ or 'always'} {f'to {to}' if to else 'onwards'}"
