"""Text → an instant of recorded time: the one named, or an end of the day, month or year named."""

from __future__ import annotations

from tempodb.base.errors import DateError, Problem
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.given import DateLike, moment_text
from tempodb.temporal.instants import first_instant, is_instant, last_instant, read_instant


def read_known(given: DateLike, now: int) -> int:
    """Return the instant that is *given*, else the last one of a day, month or year.

    One that is not over at *now*, as `today` never is, means *now*.

    >>> read_known("1970", now=5), read_known("today", now=5), read_known("1969", now=5)
    (5, 5, -1)

    Raises:
        DateError: it names no instant.

    """
    text = moment_text(given)
    if text.lower() == "today":
        return now
    if is_instant(text):
        return read_instant(text)
    date = _granule(text)
    return now if first_instant(date) <= now <= last_instant(date) else last_instant(date)


def read_recorded(given: DateLike) -> int:
    """Return the instant that is *given*, else the first one of a day, month or year.

    >>> read_recorded("1970-01-02")
    86400000000

    Raises:
        DateError: it names no instant.

    """
    text = moment_text(given)
    return read_instant(text) if is_instant(text) else first_instant(_granule(text))


def _granule(text: str) -> Bound:
    date = read_date(text)
    if date.is_unknown or date.text.startswith("["):
        hint = "name a day, month or year, or an instant as in 2017-04-21T12:00:00Z"
        raise DateError(Problem("instant", f"`{text}` names no instant", hint))
    return date
