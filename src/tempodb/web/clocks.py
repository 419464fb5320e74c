"""The two instants of a page, as an address gives them and in words."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.base.errors import DateError, InputError
from tempodb.output.sentences.dates_in_words import day_words
from tempodb.temporal.bounds import Bound
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.instant_reader import read_known
from tempodb.temporal.instants import day_of, instant_text

NAME_DAYS = "name a day, a month or a year, as in 2012-06-28, 2002-10 or 1999"


class Clocks(NamedTuple):
    """As of which days something is told, and as it was known when, in microseconds UTC.

    >>> clocks = Clocks.read("2013", "2025-12-01", present=0)
    >>> clocks.as_of, clocks.known_at
    ('2013', '2025-12-01T23:59:59.999999Z')
    """

    days: Bound
    known: int

    @classmethod
    def read(cls, as_of: str, known_at: str, present: int) -> Clocks:
        """Return the clocks that an address gives, where *present* is now.

        Raises:
            InputError: one of them is no date.

        """
        try:
            days, known = read_date(as_of), read_known(known_at, present)
        except DateError as error:
            raise InputError.of("date", error.problems[0].message, NAME_DAYS) from None
        if days.is_one_sided:
            raise InputError.of("date", f"`{as_of}` has no first or no last day", NAME_DAYS)
        return cls(days, known)

    @classmethod
    def of(cls, day: int, known: int) -> Clocks:
        """Return the clocks of a day and an instant."""
        return cls(Bound.day(day), known)

    @property
    def as_of(self) -> str:
        """The days, as an address has them."""
        return self.days.text

    @property
    def known_at(self) -> str:
        """The instant, as an address has it."""
        return instant_text(self.known)

    @property
    def day(self) -> int:
        """The first of the days."""
        return self.days.earliest


def instant_in_words(instant: int) -> str:
    """Return the day of an instant as a sentence has it."""
    return day_words(day_of(instant))
