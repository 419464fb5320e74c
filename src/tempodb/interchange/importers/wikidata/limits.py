"""The earliest and latest dates of a statement of Wikidata → between which days its start and its end lie."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.interchange.importers.foreign_dates import NotTakenError
from tempodb.temporal.bounds import FIRST_DAY, NEVER, Bound, agreed
from tempodb.temporal.date_reader import read_date


class Limits(NamedTuple):
    """Not before which day something was, and not after which; None where nothing says it."""

    earliest: int | None = None
    latest: int | None = None

    def both(self, other: Limits) -> Limits:
        """Return the closer ones of these and others."""
        earliest = [day for day in (self.earliest, other.earliest) if day is not None]
        latest = [day for day in (self.latest, other.latest) if day is not None]
        return Limits(max(earliest, default=None), min(latest, default=None))


NO_LIMITS = Limits()


def limits_of_ends(start: str | None, end: str | None, said: Limits) -> tuple[Limits, Limits]:
    """Return what the earliest and the latest date *said* of a statement tell of its *start* and of its *end*.

    A statement does not say of which of them it tells its earliest date: it is that which is not known to the day.

    >>> said = Limits(read_date("1210").earliest, read_date("1220").latest)
    >>> limits_of_ends("unknown", "1230-05-06", said) == (said, NO_LIMITS)
    True
    >>> limits_of_ends("1201-05-06", "unknown", said) == (NO_LIMITS, said)
    True

    Where both are, or nothing is said of either, it held between the two dates:

    >>> limits_of_ends(None, None, said) == (Limits(earliest=said.earliest), Limits(latest=said.latest))
    True
    """
    is_begun, is_ended = _is_day(start), _is_day(end)
    if is_begun and end is None and said.latest is None:
        # It goes on, and what is not before some day says nothing of that.
        return NO_LIMITS, NO_LIMITS
    if is_begun or is_ended:
        return (NO_LIMITS if is_begun else said), (NO_LIMITS if is_ended else said)
    if (start is None) == (end is None):
        return Limits(earliest=said.earliest), Limits(latest=said.latest)
    return (NO_LIMITS, said) if start is None else (said, NO_LIMITS)


def _is_day(text: str | None) -> bool:
    return text is not None and (bound := read_date(text)).earliest == bound.latest


def limited(text: str | None, limits: Limits) -> str | None:
    """Return a date as far as it lies within limits, and None where there is neither.

    >>> limited("1210", Limits(latest=read_date("1210-03").latest)), limited(None, NO_LIMITS)
    ('[1210-01-01..1210-03-31]', None)

    Raises:
        NotTakenError: it lies outside of them.

    """
    if limits == NO_LIMITS:
        return text
    limit = Bound.between(limits.earliest or FIRST_DAY, limits.latest or NEVER)
    told = limit if text is None else read_date(text)
    found = agreed(told, limit) if limit.earliest <= limit.latest else None
    if found is None:
        message = f"its earliest and latest dates leave {limit.text}, and no day of {told.text}"
        raise NotTakenError("date", message, "correct them, or leave them out")
    return found.text
