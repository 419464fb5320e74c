"""Dates that somebody may not have meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tempodb.base.errors import Problem
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.model.wording import described
from tempodb.store.loading.doubts.warning import is_accepted, warning
from tempodb.store.rules import consistency
from tempodb.temporal.date_reader import read_date

LOST_DAYS = (date(1582, 10, 5).toordinal(), date(1582, 10, 14).toordinal())
"""The days that the bull Inter gravissimas left out between the Julian and the Gregorian calendar."""
LONGEST_TERM = 80
FARTHEST = 30
"""How many years ahead an end is believed to be known."""
DAYS_IN_A_YEAR = 365.2425
FIELDS_IN_PAST = ("observed", "published")
"""What is told as being in the future at all."""
OF_EXISTENCE = {"from": "founded", "to": "dissolved", "through": "died"}
"""How the dates of an existence are called in files."""


def from_the_future(claims: Iterable[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for everything that was seen, or published, on a day that is still to come."""
    for claim in claims:
        written = [("observed", day) for day in claim.when.observed]
        if claim.published is not None:
            written.append(("published", claim.fields["published"]))
        for key, text in written:
            if read_date(text).earliest > today:
                yield warning(claim, f"`{key}: {text}` is in the future", "correct the date")


def from_no_calendar(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every day that was left out when the calendar changed."""
    for claim in claims:
        for key, text in _written_dates(claim):
            day = read_date(text)
            if LOST_DAYS[0] <= day.earliest == day.latest <= LOST_DAYS[1]:
                message = f"`{key}: {text}` was left out when the Gregorian calendar came in"
                yield warning(claim, message, "write the day of the Gregorian calendar, which is meant here")


def far_ahead(claims: Iterable[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for every date so far ahead that it may stand for none."""
    last = today + FARTHEST * DAYS_IN_A_YEAR
    for claim in claims:
        for key, text in _written_dates(claim):
            day = read_date(text)
            if key not in FIELDS_IN_PAST and not day.is_one_sided and day.earliest > last:
                message = f"`{key}: {text}` is more than {FARTHEST} years ahead"
                is_end = key in ("to", "through", "dissolved", "died")
                hint = "leave the end out for what is still going on" if is_end else "correct the date"
                yield warning(claim, message, hint)


def very_long(claims: Iterable[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for every tenure that certainly lasted longer than somebody holds an office."""
    for claim in claims:
        if claim.kind is Kind.TENURE and is_accepted(claim):
            extent = consistency.fact_of(0, claim, claim.period(today)).extent
            if min(extent.t1, today + 1) - extent.f2 > LONGEST_TERM * DAYS_IN_A_YEAR:
                message = f"{described(claim)} lasts over {LONGEST_TERM} years"
                yield warning(claim, message, "look for an end that is missing, or a wrong date")


def _written_dates(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the dates of a claim as they are written, with their keys."""
    for key, text in claim.when.as_dict().items():
        if claim.kind is Kind.EXISTENCE:
            key = OF_EXISTENCE[key]
        yield from ((key, one) for one in ([text] if isinstance(text, str) else text))
    if claim.published is not None:
        yield "published", claim.fields["published"]
