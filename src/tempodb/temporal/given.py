"""A date as Python gives it → the text that says the same, in questions and writes alike."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

from tempodb.base.errors import DateError

DateLike: TypeAlias = str | int | date
"""A date as written (`"2002-10"`, `"today"`), a year, or a day; an instant takes a `datetime`, too."""
MAX_SHOWN_DATE = 40
"""The most characters of what is no date that an error shows."""


def date_text(given: object) -> str:
    """Return the text of a date.

    >>> date_text(" 2002-10 "), date_text(999), date_text(date(2012, 6, 28))
    ('2002-10', '0999', '2012-06-28')

    Raises:
        DateError: it is no text, year or day; whether a text is a date, its reader knows.

    """
    match given:
        case str():
            return given.strip()
        case datetime():
            message = f"`{shown(given)}` is an instant, and a day is wanted here"
            raise DateError.of("date", message, "give its day, as in moment.date()")
        case date():
            return given.isoformat()
        case _ if _is_number(given):
            year = int(given)  # type: ignore[call-overload]
            if 0 < year < 10_000:
                return f"{year:04}"
            raise DateError.of("date", f"`{shown(given)}` is no year", "years run from 1 to 9999")
        case _:
            hint = "give a text as in 2012-06-28, a year, or a datetime.date"
            raise DateError.of("date", f"`{shown(given)}` is no date", hint)


def moment_text(given: object) -> str:
    """Return the text of an instant, or of the date that stands for one.

    >>> moment_text(datetime(2017, 4, 21, 12)), moment_text(2017)
    ('2017-04-21T12:00:00', '2017')

    Raises:
        DateError: it is no text, year, day or instant.

    """
    return given.isoformat() if isinstance(given, datetime) else date_text(given)


def _is_number(given: object) -> bool:
    """Return whether a whole number is given: one of Python, or one of NumPy."""
    from numbers import Integral

    return isinstance(given, Integral) and not isinstance(given, bool)


def shown(given: object) -> str:
    """Return what is given as an error shows it.

    >>> shown(float("nan")), shown(date(2012, 6, 28))
    ('nan', '2012-06-28')
    """
    try:
        text = given.isoformat() if isinstance(given, date) else repr(given)
    except ValueError:
        # Python writes no number of thousands of digits.
        return "…"
    return text if len(text) <= MAX_SHOWN_DATE else text[: MAX_SHOWN_DATE - 1] + "…"
