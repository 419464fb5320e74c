"""More holders than seats, and claims of one holding that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from tempodb.base.errors import Problem
from tempodb.model.claims import Claim
from tempodb.model.kinds import MANY, SUBSTANTIVE, Kind
from tempodb.model.schema import SCHEMA
from tempodb.model.wording import described
from tempodb.store.loading.doubts.warning import is_accepted, warning
from tempodb.store.rules import consistency
from tempodb.temporal.bounds import LAST_DAY, day_text
from tempodb.temporal.disagreement import disagreements
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Extent, intersect
from tempodb.temporal.seat_plans import seats_said
from tempodb.temporal.seats import all_taken
from tempodb.temporal.timelines import coalesce

DATED = tuple(kind for kind, schema in SCHEMA.items() if not (kind.defines or schema.is_once))
"""Of which facts of equal value may overlap."""

FOR_BOTH = "correct the dates or one of the parties, or make them two offices if both were held at once"
FOR_ONE = "say who was represented in both, or correct the dates"


def with_two_ends(claims: Iterable[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for every two facts that overlap, and cannot mean one day by the beginning or end of a holding."""
    dated = {id_: claim for id_, claim in enumerate(claims) if claim.kind in DATED and is_accepted(claim)}
    told = (consistency.fact_of(id_, claim, claim.period(today)) for id_, claim in dated.items())
    differing = ((a, b) for a, b in disagreements(told) if intersect(a.extent, b.extent).has_core)
    for pair in dict.fromkeys(frozenset((min(a.claims), min(b.claims))) for a, b in differing):
        first, second = (dated[id_] for id_ in sorted(pair))
        message = f"{described(second)} overlaps {described(first)}"
        if first.sources and second.sources and not {*first.sources} & {*second.sources}:
            message += " of another source"
            hint = "two sources, two ends: mark one `standing: disputed`?"
        else:
            hint = "correct the dates, or mark one `standing: disputed`"
        yield warning(second, message, hint)


def overlapping_tenures(claims: Iterable[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for every two tenures of one holder in one office for different parties that overlap."""
    held: dict[tuple[str, str], list[tuple[int, Claim, Extent]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        if claim.kind is Kind.TENURE and is_accepted(claim):
            extent = consistency.fact_of(number, claim, claim.period(today)).extent
            held[claim.key[0], claim.key[1]].append((number, claim, extent))
    for stated in held.values():
        ordered = sorted(stated, key=lambda tenure: tenure[2].f1)
        lasting = accumulate(ordered, lambda *both: max(both, key=lambda tenure: tenure[2].t1))
        for pair in zip(lasting, ordered[1:], strict=False):
            (_, first, a), (_, second, b) = sorted(pair)
            if first.key != second.key and intersect(a, b).has_core:
                message = f"{described(second)} overlaps {described(first)}"
                yield warning(second, message, FOR_BOTH if first.key[2] and second.key[2] else FOR_ONE)


def overfull(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every office that certainly had more substantive holders than seats."""
    numbered = dict(enumerate(claims, 1))
    seats = {claim.key[0]: claim.fields["seats"] for claim in numbered.values() if claim.kind is Kind.OFFICE}
    held: dict[str, list[Fact]] = defaultdict(list)
    for id_, claim in numbered.items():
        if claim.kind is Kind.TENURE and claim.fields["capacity"] == SUBSTANTIVE and is_accepted(claim):
            held[claim.key[1]].append(
                consistency.fact_of(id_, claim, claim.period(LAST_DAY))._replace(key=claim.key)
            )
    for office, facts in held.items():
        plan = seats_said(seats.get(office, MANY))
        if plan.is_unlimited:
            continue
        for taken in all_taken(coalesce(facts), plan.and_one()):
            holders = ", ".join(sorted(map(str, taken.holders)))
            message = f"`{office}` has {plan.on(taken.days.start)} seat(s), and on {day_text(taken.days.start)} was held by {holders}"
            # Who holds it for two parties may be one too many from the day on which one of the two ends.
            begun = (fact for fact in facts if fact.extent.core.start <= taken.days.start)
            culprit = max(begun, key=lambda fact: fact.extent.core.start)
            hint = "correct the dates, or give the office more seats"
            yield warning(numbered[next(iter(culprit.claims))], message, hint)
