"""What is wrong or doubtful in datasets, without a database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tempodb.claims import Claim, Dataset
from tempodb.errors import Problem
from tempodb.kinds import MANY, Kind
from tempodb.printable import printable
from tempodb.store import consistency
from tempodb.temporal.bounds import LAST_DAY, day_text
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.seats import all_taken
from tempodb.temporal.timelines import coalesce


def lint(datasets: Iterable[Dataset]) -> Iterator[Problem]:
    """Yield errors and warnings (code `warning`) of each dataset, taken by itself."""
    for dataset in datasets:
        definitions = consistency.defined(dataset.claims)
        yield from dataset.problems
        yield from consistency.dangling(dataset.claims, definitions, dataset.doubtful)
        stated = [
            consistency.Stated(claim, dataset.id, (claim.period(LAST_DAY),)) for claim in dataset.claims
        ]
        yield from consistency.misclassed(stated, definitions)
        yield from consistency.contradicting_facts(stated)
        yield from overfull(dataset.claims)
        yield from unused_sources(dataset.claims)
        yield from misdecoded(dataset.claims)


def overfull(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every office that certainly had more substantive holders than seats."""
    numbered = dict(enumerate(claims, 1))
    seats = {claim.key[0]: claim.fields["seats"] for claim in numbered.values() if claim.kind is Kind.OFFICE}
    held: dict[str, list[Fact]] = defaultdict(list)
    for id_, claim in numbered.items():
        if (
            claim.kind is Kind.TENURE
            and claim.fields["capacity"] == "substantive"
            and claim.standing is Standing.ACCEPTED
        ):
            held[claim.key[1]].append(
                consistency.fact_of(id_, claim, claim.period(LAST_DAY))._replace(key=claim.key)
            )
    for office, facts in held.items():
        if seats.get(office, MANY) == MANY:
            continue
        for taken in all_taken(coalesce(facts), int(seats[office]) + 1):
            holders = ", ".join(sorted(map(str, taken.holders)))
            message = f"`{office}` has {seats[office]} seat(s), and on {day_text(taken.days.start)} was held by {holders}"
            culprit = next(f for f in facts if f.extent.core.start == taken.days.start)
            hint = "correct the dates, or give the office more seats"
            yield consistency.placed(Problem("warning", message, hint), numbered[next(iter(culprit.claims))])


def unused_sources(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every source that no claim names."""
    stated = list(claims)
    named = {source for claim in stated for source in claim.sources}
    for claim in stated:
        if claim.kind is Kind.SOURCE and claim.key[0] not in named:
            message = f"the source `{claim.key[0]}` is named by nothing"
            yield consistency.placed(Problem("warning", message, "name it, or leave it out"), claim)


def misdecoded(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every text with a control character that a wrong decoding left there."""
    for claim in claims:
        if found := re.search(r"[\x80-\x9f]", claim.value):
            message = f"`{printable(found[0])}` is a control character, which a wrong decoding may have left"
            yield consistency.placed(
                Problem("warning", message, "look at the name where it came from"), claim
            )
