"""Text → an instant of recorded time: the one named, or an end of the day, month or year named."""

from __future__ import annotations

from tempodb.errors import DateError, Problem
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.instants import first_instant, is_instant, last_instant, read_instant


def read_known(text: str, now: int) -> int:
    """Return the instant that *text* names, else the last one of a day, month or year.

    One that is not over at *now*, as `today` never is, means *now*.

    >>> read_known("1970", now=5), read_known("today", now=5), read_known("1969", now=5)
    (5, 5, -1)

    Raises:
        DateError: *text* names no instant.

    """
    if text.strip().lower() == "today":
        return now
    if is_instant(text):
        return read_instant(text)
    date = _granule(text)
    return now if first_instant(date) <= now <= last_instant(date) else last_instant(date)


def read_recorded(text: str) -> int:
    """Return the instant that *text* names, else the first one of a day, month or year.

    >>> read_recorded("1970-01-02")
    86400000000

    Raises:
        DateError: *text* names no instant.

    """
    return read_instant(text) if is_instant(text) else first_instant(_granule(text))


def _granule(text: str) -> Bound:
    date = read_date(text)
    if date.is_unknown or date.text.startswith("["):
        hint = "name a day, month or year, or an instant as in 2017-04-21T12:00:00Z"
        raise DateError(Problem("instant", f"`{text}` names no instant", hint))
    return date
