"""Recorded time: UTC instants, counted in microseconds since 1970-01-01 (MEANING.md, M1)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from tempodb.base.errors import DateError, Problem
from tempodb.temporal.bounds import Bound

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = EPOCH.date().toordinal()
DAY = 86_400_000_000
FOREVER = 2**63 - 1
"""The open end of recorded time: still believed."""

# It is compiled where an instant is read: most questions name none.
INSTANT = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(Z|z|[+-][0-9]{2}:[0-9]{2})?"


def is_instant(text: str) -> bool:
    """Return whether *text* is meant as an instant, and not as a date.

    >>> is_instant("2017-04-21T12:00Z"), is_instant("August 2017")
    (True, False)
    """
    return re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]", text.strip()) is not None


@lru_cache(maxsize=10_000)
def read_instant(text: str) -> int:
    """Return the instant that *text* names; without a zone it is meant in UTC.

    >>> read_instant("1970-01-01T00:00:01Z"), read_instant("1970-01-01T01:00:00.5+01:00")
    (1000000, 500000)

    Raises:
        DateError: *text* is no instant, or names an hour or a day that does not exist.

    """
    found = re.fullmatch(INSTANT, text.strip())
    if found is None:
        raise DateError(Problem("instant", f"`{text}` is no instant", "write it as 2017-04-21T12:00:00Z"))
    day, time, zone = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{time}{(zone or 'Z').upper()}")
        return (moment.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)
    except (ValueError, OverflowError) as error:
        raise DateError(Problem("instant", f"`{text}` is no instant: {error}")) from None


@lru_cache(maxsize=10_000)
def instant_text(instant: int) -> str:
    """Return an instant as ISO 8601 text, always with six digits, so that texts sort as instants do.

    >>> instant_text(1_000_000)
    '1970-01-01T00:00:01.000000Z'
    """
    moment = EPOCH + timedelta(microseconds=instant)
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def first_instant(bound: Bound) -> int:
    """Return the first microsecond of the granule that *bound* names."""
    return (bound.earliest - EPOCH_DAY) * DAY


def last_instant(bound: Bound) -> int:
    """Return the last microsecond of the granule that *bound* names (MEANING.md, M40)."""
    return (bound.latest + 1 - EPOCH_DAY) * DAY - 1


def day_of(instant: int) -> int:
    """Return the UTC day that *instant* lies in.

    >>> from datetime import date
    >>> date.fromordinal(day_of(0)).isoformat()
    '1970-01-01'
    """
    return instant // DAY + EPOCH_DAY
