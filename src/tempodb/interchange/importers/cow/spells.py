"""The years in which a state had a status in an organization → runs of them, with what is known of their ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

MISSING = "missing"
"""The status of which nothing is known."""
NO_STATUS = "none"
"""No status at all: no member, or there was no such state or organization."""


class StatusSpell(NamedTuple):
    """From the first year through the last one of a status, each a date; `first` is the first that was coded."""

    status: str
    from_: str
    through: str
    first: int


def spells_of(
    statuses: Mapping[int, str], years: Sequence[int], first: int, last: int
) -> Iterator[StatusSpell]:
    """Yield the runs of a status, of which some *years* are coded; one that is not in *statuses* has none.

    The data begins in the *first* year and ends in the *last* one: what went on then may have begun
    before, and may go on.

    >>> list(spells_of({2001: "member", 2002: "member", 2004: "observer"}, range(2000, 2005), 1990, 2004))
    [StatusSpell(status='member', from_='2001', through='2002', first=2001), \
StatusSpell(status='observer', from_='2004', through='[2004..]', first=2004)]

    Where years are not coded, or missing, a change was in any of them:

    >>> next(spells_of({1960: "member", 1965: "member"}, [1955, 1960, 1965, 1966, 1967], 1900, 1967))
    StatusSpell(status='member', from_='[1956..1960]', through='1965', first=1960)
    """
    coded = [(year, statuses.get(year, NO_STATUS)) for year in years]
    known = [(year, status) for year, status in coded if status != MISSING]
    missing = {year for year, status in coded if status == MISSING}
    begun: int | None = None
    for i, (year, status) in enumerate(known):
        before = known[i - 1] if i else None
        after = known[i + 1] if i + 1 < len(known) else None
        if status == NO_STATUS:
            continue
        if begun is None or before is None or not _goes_on(before, (year, status), missing):
            begun = i
        if after is None or not _goes_on((year, status), after, missing):
            start, _ = known[begun]
            yield StatusSpell(
                status,
                _begin(start, known[begun - 1][0] if begun else None, first, missing),
                _end(year, None if after is None else after[0], last, missing),
                start,
            )


def _goes_on(one: tuple[int, str], next_: tuple[int, str], missing: Iterable[int]) -> bool:
    return one[1] == next_[1] and not any(one[0] < year < next_[0] for year in missing)


def _begin(start: int, before: int | None, first: int, missing: set[int]) -> str:
    """Return when a run began that was first coded in *start*, and not yet so *before*."""
    if before is None:
        # What is coded first may have been missing for as long as it was looked at, or gone on before that.
        earliest = min((year for year in missing if year < start), default=start)
        return _years("" if earliest <= first else earliest, start)
    return _years(before + 1, start)


def _end(end: int, after: int | None, last: int, missing: set[int]) -> str:
    """Return the last year of a run that was last coded in *end*, and otherwise *after* that."""
    if after is None:
        latest = max((year for year in missing if year > end), default=end)
        return _years(end, "" if latest >= last else latest)
    return _years(end, after - 1)


def _years(first: int | str, last: int | str) -> str:
    return f"{first:04}" if first == last else f"[{_year(first)}..{_year(last)}]"


def _year(year: int | str) -> str:
    return year if isinstance(year, str) else f"{year:04}"
