"""A date as sources give it: a set of candidate days, kept as it was written."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

ALWAYS = 0
"""The open end before every day."""
FIRST_DAY = 1
"""0001-01-01."""
LAST_DAY = date.max.toordinal()
"""9999-12-31."""
NEVER = LAST_DAY + 1
"""The open end after every day."""
TEXTS_KEPT = 20_000
"""Of how many candidates the text is remembered: most are days of a few decades."""


class Bound:
    """One end of a period: any day from *earliest* through *latest*, written *text* (EDTF) (MEANING.md, M2).

    Two bounds with the same candidates are equal, however they are written.

    >>> Bound.year(1999) == Bound(date(1999, 1, 1).toordinal(), date(1999, 12, 31).toordinal(), "x")
    True
    >>> Bound.month(2002, 10).text
    '2002-10'
    """

    __slots__ = ("earliest", "latest", "text")
    __match_args__ = ("earliest", "latest", "text")

    earliest: int
    latest: int
    text: str

    # As `dataclass` would write it, whose import alone takes a tenth of a start.
    def __init__(self, earliest: int, latest: int, text: str) -> None:
        set_part = object.__setattr__
        set_part(self, "earliest", earliest)
        set_part(self, "latest", latest)
        set_part(self, "text", text)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not Bound:
            return NotImplemented
        return self.earliest == other.earliest and self.latest == other.latest

    def __hash__(self) -> int:
        return hash((self.earliest, self.latest))

    def __repr__(self) -> str:
        return f"Bound(earliest={self.earliest!r}, latest={self.latest!r}, text={self.text!r})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("Bound is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("Bound is frozen")

    def __reduce__(self) -> tuple[object, ...]:
        return Bound, (self.earliest, self.latest, self.text)

    @classmethod
    def day(cls, number: int) -> Bound:
        """Return the bound of one precise day.

        >>> Bound.day(date(2012, 6, 28).toordinal()).text
        '2012-06-28'
        """
        return cls(number, number, day_text(number))

    @classmethod
    def month(cls, year: int, month: int) -> Bound:
        """Return the bound of any day of a month."""
        first = date(year, month, 1).toordinal()
        return cls(first, first + days_in_month(year, month) - 1, f"{year:04}-{month:02}")

    @classmethod
    def year(cls, year: int) -> Bound:
        """Return the bound of any day of a year."""
        return cls(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), f"{year:04}")

    @classmethod
    def decade(cls, first_year: int) -> Bound:
        """Return the bound of any day of the ten years from *first_year*.

        >>> Bound.decade(1990).text
        '199X'
        """
        text = f"{first_year // 10:03}X"
        first = max(date(max(first_year, 1), 1, 1).toordinal(), FIRST_DAY)
        return cls(first, date(first_year + 9, 12, 31).toordinal(), text)

    @classmethod
    def between(cls, earliest: int, latest: int) -> Bound:
        """Return the bound of these candidates, in the shortest EDTF that says it.

        >>> Bound.between(date(2000, 1, 1).toordinal(), date(2000, 12, 30).toordinal()).text
        '[2000-01-01..2000-12-30]'
        """
        return cls(earliest, latest, edtf(earliest, latest))

    @property
    def is_open(self) -> bool:
        """Whether this is an end that no date bounds: since always, or ongoing."""
        return self.latest == ALWAYS or self.earliest == NEVER

    @property
    def is_one_sided(self) -> bool:
        """Whether one end or both of the candidates are left open (`[..D]`, `[D..]`, `unknown`)."""
        text = self.text
        # Each write asks two dozen times, and `startswith` takes twice as long.
        return text[:3] == "[.." or text[-3:] == "..]" or text == UNKNOWN_TEXT

    @property
    def is_unknown(self) -> bool:
        """Whether the bound was given as unknown, or not given."""
        return self.text == UNKNOWN_TEXT

    def precedes(self, other: Bound) -> bool:
        """Return whether this bound is before or equal to *other*, component by component (MEANING.md, M12).

        Neither `1999` precedes `1999-06` nor the other way round: the order is open.

        >>> Bound.year(1999).precedes(Bound.year(2000)), Bound.year(1999).precedes(Bound.month(1999, 6))
        (True, False)
        """
        return self.earliest <= other.earliest and self.latest <= other.latest

    def stated(self) -> str | None:
        """Return the EDTF text, or None for an open end."""
        return None if self.latest == ALWAYS or self.earliest == NEVER else self.text


UNKNOWN_TEXT = "unknown"
SINCE_ALWAYS = Bound(ALWAYS, ALWAYS, "")
ONGOING = Bound(NEVER, NEVER, "")
UNKNOWN = Bound(FIRST_DAY, NEVER, UNKNOWN_TEXT)


def unknown_until(day: int) -> Bound:
    """Return the bound of a beginning that was not given, but not after *day*."""
    return Bound(FIRST_DAY, day, UNKNOWN_TEXT)


def earlier(a: Bound, b: Bound) -> Bound:
    """Return the earlier of two bounds, component by component.

    >>> earlier(Bound.year(1992), Bound.day(date(1992, 5, 15).toordinal())).text
    '[1992-01-01..1992-05-15]'
    """
    if a.precedes(b):
        return a
    return b if b.precedes(a) else Bound.between(min(a.earliest, b.earliest), min(a.latest, b.latest))


def later(a: Bound, b: Bound) -> Bound:
    """Return the later of two bounds, component by component."""
    if a.precedes(b):
        return b
    return a if b.precedes(a) else Bound.between(max(a.earliest, b.earliest), max(a.latest, b.latest))


def agreed(a: Bound, b: Bound) -> Bound | None:
    """Return what two bounds say together of one event, or None if they contradict each other.

    MEANING.md, M20.

    An open end says nothing of it.

    >>> agreed(Bound.year(1999), Bound.month(1999, 4)).text
    '1999-04'
    >>> agreed(Bound.year(1999), Bound.year(2000)) is None
    True
    """
    if a.is_open or b.is_open:
        return b if a.is_open else a
    earliest, latest = max(a.earliest, b.earliest), min(a.latest, b.latest)
    if earliest > latest:
        return None
    exact = [bound for bound in (a, b) if (bound.earliest, bound.latest) == (earliest, latest)]
    return exact[0] if exact else Bound.between(earliest, latest)


def shifted(bound: Bound, days: int) -> Bound:
    """Return the bound moved by *days*; candidates stay within the calendar, open ends stay open.

    >>> shifted(Bound.year(2016), 1).text
    '[2016-01-02..2017-01-01]'
    """
    if bound.is_open or bound.is_unknown:
        return bound
    first = bound.earliest if bound.earliest <= FIRST_DAY < bound.latest else bound.earliest + days
    last = bound.latest if bound.latest >= NEVER else min(bound.latest + days, NEVER)
    return Bound.between(first, last)


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has.

    >>> days_in_month(2000, 2), days_in_month(9999, 12)
    (29, 31)
    """
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - date(year, month, 1)).days


def day_text(number: int) -> str:
    """Return a day as ISO 8601 text."""
    return date.fromordinal(number).isoformat()


@lru_cache(maxsize=TEXTS_KEPT)
def edtf(earliest: int, latest: int) -> str:
    """Return the EDTF text of these candidates: a granule where they are one, else a range.

    >>> edtf(*(date(2002, 10, d).toordinal() for d in (1, 31)))
    '2002-10'
    >>> edtf(FIRST_DAY, date(2017, 4, 18).toordinal())
    '[..2017-04-18]'
    """
    if latest == ALWAYS or earliest >= NEVER:
        return ""
    if earliest == latest:
        return day_text(earliest)
    if earliest <= FIRST_DAY and latest >= NEVER:
        return UNKNOWN_TEXT
    if latest >= NEVER:
        return f"[{day_text(earliest)}..]"
    if earliest <= FIRST_DAY:
        return f"[..{day_text(latest)}]"
    return _granule(earliest, latest) or f"[{day_text(earliest)}..{day_text(latest)}]"


def _granule(earliest: int, latest: int) -> str | None:
    first, last = date.fromordinal(earliest), date.fromordinal(latest)
    if first.day != 1 or last.day != days_in_month(last.year, last.month):
        return None
    if first.year == last.year and first.month == last.month:
        return f"{first.year:04}-{first.month:02}"
    if first.month != 1 or last.month != 12:
        return None
    if first.year == last.year:
        return f"{first.year:04}"
    return f"{first.year // 10:03}X" if first.year % 10 == 0 and last.year == first.year + 9 else None
