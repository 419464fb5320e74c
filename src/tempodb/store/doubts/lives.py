"""What began before its organization did, or goes on after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tempodb.claims import Claim
from tempodb.errors import Problem
from tempodb.kinds import Kind
from tempodb.store import consistency
from tempodb.store.doubts.warning import is_accepted, warning
from tempodb.temporal.periods import Extent, Period


def premature(claims: Sequence[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for everything that certainly began before its organization was founded."""
    for claim, extent, organization, life in _within(claims, today):
        if extent.f2 < life.from_.earliest:
            message = f"{consistency.described(claim)} begins before `{organization}` was founded ({life.from_.text})"
            yield warning(claim, message, "correct one of the dates, or name what it succeeds")


def outliving(claims: Sequence[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for everything that certainly goes on after its organization was dissolved."""
    for claim, extent, organization, life in _within(claims, today):
        if not life.to.is_open and extent.t1 > life.to.latest:
            message = f"{consistency.described(claim)} goes on after `{organization}` was dissolved ({life.to.text})"
            yield warning(claim, message, "end it then, or correct one of the dates")


def _within(claims: Sequence[Claim], today: int) -> Iterator[tuple[Claim, Extent, str, Period]]:
    """Yield the accepted memberships and tenures in organizations of which a file says when they existed."""
    lives = {
        claim.key[0]: claim.period(today)
        for claim in claims
        if claim.kind is Kind.EXISTENCE and is_accepted(claim)
    }
    offices = {claim.key[0]: claim.fields["organization"] for claim in claims if claim.kind is Kind.OFFICE}
    for claim in claims:
        if claim.kind not in (Kind.MEMBERSHIP, Kind.TENURE) or not is_accepted(claim):
            continue
        organization = claim.key[1] if claim.kind is Kind.MEMBERSHIP else offices.get(claim.key[1], "")
        if organization in lives:
            extent = consistency.fact_of(0, claim, claim.period(today)).extent
            yield claim, extent, organization, lives[organization]
