"""What began before its organization did, or goes on after it; a member is one only as long as it exists.

MEANING.md, M20, M50 and M57.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tempodb.base.errors import Problem
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind, PartyClass
from tempodb.model.wording import described
from tempodb.store.loading.doubts.warning import is_accepted, warning
from tempodb.store.rules import consistency
from tempodb.temporal.bounds import SINCE_ALWAYS, UNKNOWN, shifted
from tempodb.temporal.facts import Fact, intersection
from tempodb.temporal.periods import Extent, Period

PERSON_HINT = "correct one of the dates"
EVENT_HINT = "correct one of the dates, or leave the body out"


def premature(claims: Sequence[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for everything that certainly began before its organization was founded."""
    persons = _persons(claims)
    for claim, extent, organization, told, life in _within(claims, today):
        is_event = claim.kind is Kind.EVENT
        if (extent.t2 - 1 if is_event else extent.f2) < life.from_.earliest:
            hint = (
                "say since when"
                if claim.when.is_absent
                else "correct one of the dates, or name what it succeeds"
            )
            is_person = organization in persons
            was = "was born" if is_person else "was founded"
            message = f"{_described(claim, 'begins')} before `{organization}` {was} ({life.from_.text})"
            shown = EVENT_HINT if is_event else PERSON_HINT if is_person else hint
            yield warning(claim if claim.origin else told, message, shown)


def outliving(claims: Sequence[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for everything that certainly goes on after its organization was dissolved."""
    persons = _persons(claims)
    for claim, extent, organization, told, life in _within(claims, today):
        is_event = claim.kind is Kind.EVENT
        # What dissolves it may take place on that day.
        if not life.to.is_open and (extent.f1 if is_event else extent.t1) > life.to.latest:
            over = (
                f"died ({shifted(life.to, -1).text})"
                if organization in persons
                else f"was dissolved ({life.to.text})"
            )
            message = f"{_described(claim, 'goes on')} after `{organization}` {over}"
            hint = EVENT_HINT if is_event else "end it then, or correct one of the dates"
            yield warning(claim if claim.origin else told, message, hint)


def _persons(claims: Sequence[Claim]) -> frozenset[str]:
    """Return those parties that were born and died."""
    definitions = (claim for claim in claims if claim.kind is Kind.PARTY)
    return frozenset(claim.key[0] for claim in definitions if claim.fields["class"] == PartyClass.PERSON)


def _described(claim: Claim, verb: str) -> str:
    if claim.kind is Kind.EVENT:
        return f"the event `{claim.key[0]}` takes place"
    return f"{described(claim)} {verb}"


def _within(claims: Sequence[Claim], today: int) -> Iterator[tuple[Claim, Extent, str, Claim, Period]]:
    """Yield what is accepted of parties of which it is said when they existed, with who says that, and with that."""
    lives: dict[str, list[tuple[Claim, Period]]] = defaultdict(list)
    for claim in claims:
        if claim.kind is Kind.EXISTENCE and is_accepted(claim):
            lives[claim.key[0]].append((claim, claim.period(today)))
    offices, homes = office_homes(claims), _homes(claims, lives, today)
    for claim in claims:
        parties = parties_of(claim, offices) if is_accepted(claim) else ()
        if claim.kind is Kind.TENURE and is_accepted(claim) and not offices.get(claim.key[1]):
            tenure = consistency.fact_of(0, claim, claim.period(today))
            for organization, home in homes.get(claim.key[1], ()):
                there = intersection(tenure, home).extent
                if there.has_core:
                    yield claim, there, organization, *_nearest(there, lives[organization])
        for party in filter(lives.__contains__, parties):
            period = claim.period(today)
            if claim.kind is Kind.PART_OF and claim.when.is_absent:
                # It lasts as long as the part does, which may be younger than anybody says.
                own = lives.get(claim.key[0], [(claim, period)])[0][1]
                period = Period(UNKNOWN if own.from_ == SINCE_ALWAYS else own.from_, own.to)
            elif claim.kind is Kind.OFFICE_OF and period.from_ == SINCE_ALWAYS:
                # From the beginning on: its own, which nobody dates.
                period = Period(UNKNOWN, period.to)
            extent = consistency.fact_of(0, claim, period).extent
            yield claim, extent, party, *_nearest(extent, lives[party])


def _homes(
    claims: Sequence[Claim], lives: Mapping[str, object], today: int
) -> dict[str, list[tuple[str, Fact]]]:
    """Return when each office that moved belonged to those organizations that have *lives*."""
    homes: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for claim in claims:
        if claim.kind is Kind.OFFICE_OF and is_accepted(claim) and claim.fields["organization"] in lives:
            home = consistency.fact_of(0, claim, claim.period(today))
            homes[claim.key[0]].append((claim.fields["organization"], home))
    return homes


def _nearest(extent: Extent, lives: Sequence[tuple[Claim, Period]]) -> tuple[Claim, Period]:
    """Return the life that something lies in, or the last that it does not come before."""
    begun = [told for told in lives if extent.f2 >= told[1].from_.earliest]
    within = (told for told in begun if told[1].to.is_open or extent.t1 <= told[1].to.latest)
    return next(within, begun[-1] if begun else lives[0])


def office_homes(claims: Iterable[Claim]) -> dict[str, str]:
    """Return the offices that are defined, each with its organization, if it has one for good."""
    return {
        claim.key[0]: claim.fields.get("organization", "") for claim in claims if claim.kind is Kind.OFFICE
    }


def parties_of(claim: Claim, offices: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parties outside of whose lives a claim makes no sense; *offices* have their organizations."""
    match claim.kind:
        case Kind.MEMBERSHIP:
            return tuple(filter(None, claim.key))
        case Kind.PART_OF:
            return claim.key[1:]
        case Kind.OFFICE_OF:
            return (claim.fields["organization"],)
        case Kind.TENURE:
            holder, office, _ = claim.key
            return holder, offices.get(office, "")
        case Kind.EVENT:
            return (claim.fields.get("body", ""),)
        case _:
            return ()
