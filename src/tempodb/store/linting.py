"""What is wrong or doubtful in datasets, without a database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from tempodb.claims import Claim, Dataset
from tempodb.errors import DatasetError, Problem
from tempodb.folding import fold
from tempodb.kinds import MANY, Entity, Kind
from tempodb.printable import printable
from tempodb.store import consistency
from tempodb.store.headers import Remarks
from tempodb.store.loads import plan
from tempodb.store.survey import EMPTY
from tempodb.temporal.bounds import LAST_DAY, agreed, day_text
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.instants import day_of
from tempodb.temporal.periods import Period, extent_of
from tempodb.temporal.seats import all_taken
from tempodb.temporal.timelines import coalesce

DATED = (Kind.NAME, Kind.TITLE, Kind.PART_OF, Kind.SUCCEEDS, Kind.MEMBERSHIP, Kind.TENURE)
"""Of which facts of equal value may overlap."""


def lint(datasets: Sequence[Dataset], now: int) -> list[Problem]:
    """Return what one load of all the datasets would refuse at an instant, and warnings, in the order of lines."""
    claims = [claim for dataset in datasets for claim in dataset.claims]
    today = day_of(now)
    found = [*_refused(datasets, now), *overfull(claims), *unused_sources(claims), *misdecoded(claims)]
    found += [*from_the_future(claims, today), *premature(claims, today), *with_two_ends(claims, today)]
    for dataset in datasets:
        found += alike(dataset.claims, consistency.defined(claims))
    return list(DatasetError.gather(found).problems)


def _refused(datasets: Sequence[Dataset], now: int) -> Sequence[Problem]:
    try:
        plan(datasets, EMPTY, Remarks(), now)
    except DatasetError as refusal:
        return refusal.problems
    return ()


def _warning(claim: Claim, message: str, hint: str) -> Problem:
    return consistency.placed(Problem("warning", message, hint), claim)


def from_the_future(claims: Iterable[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for everything that was seen, or published, on a day that is still to come."""
    for claim in claims:
        written = [("observed", day) for day in claim.when.observed]
        if claim.published is not None:
            written.append(("published", claim.fields["published"]))
        for key, text in written:
            if read_date(text).earliest > today:
                yield _warning(claim, f"`{key}: {text}` is in the future", "correct the date")


def premature(claims: Sequence[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for every membership that certainly began before its organization was founded."""
    lives = [claim for claim in claims if claim.kind is Kind.EXISTENCE and _is_accepted(claim)]
    founded = {claim.key[0]: claim.period(today).from_ for claim in lives}
    for claim in claims:
        if claim.kind is Kind.MEMBERSHIP and _is_accepted(claim) and claim.key[1] in founded:
            founding = founded[claim.key[1]]
            if consistency.fact_of(0, claim, claim.period(today)).extent.f2 < founding.earliest:
                message = f"{consistency.described(claim)} begins before `{claim.key[1]}` was founded ({founding.text})"
                yield _warning(claim, message, "correct one of the dates, or name what it succeeds")


def alike(claims: Iterable[Claim], definitions: Mapping[Entity, Claim]) -> Iterator[Problem]:
    """Yield a warning for every party that one file gives the same name as another of its class."""
    named: dict[tuple[str, str], str] = {}
    for claim in claims:
        definition = definitions.get(claim.subject) if claim.kind is Kind.NAME else None
        if definition is None:
            continue
        name, class_ = claim.fields["name"], definition.fields["class"]
        first = named.setdefault((class_, fold(name)), claim.key[0])
        if first != claim.key[0]:
            message = f"`{claim.key[0]}` has the name `{name}`, which `{first}` has too"
            yield _warning(claim, message, f"if they are one {class_}, give it one id")


def with_two_ends(claims: Iterable[Claim], today: int) -> Iterator[Problem]:
    """Yield a warning for every two facts that say the same of overlapping times, by sources that differ in the dates."""
    alike: dict[tuple[Kind, tuple[str, ...], str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind in DATED and claim.sources and _is_accepted(claim):
            alike[claim.kind, claim.key, claim.value].append(claim)
    for stated in alike.values():
        ordered = sorted(stated, key=lambda claim: claim.period(today).from_.earliest)
        for one, other in pairwise(ordered):
            if not {*one.sources} & {*other.sources} and _differ(one.period(today), other.period(today)):
                first, second = sorted((one, other), key=stated.index)
                message = f"{consistency.described(second)} overlaps {consistency.described(first)} of another source"
                yield _warning(second, message, "two sources, two ends: mark one `standing: disputed`?")


def _differ(one: Period, other: Period) -> bool:
    """Return whether two periods certainly overlap, and do not have the same beginning or the same end."""
    a, b = extent_of(one), extent_of(other)
    if a is None or b is None or max(a.f2, b.f2) >= min(a.t1, b.t1):
        return False
    return any(x.is_open != y.is_open or agreed(x, y) is None for x, y in zip(one, other, strict=True))


def _is_accepted(claim: Claim) -> bool:
    return claim.standing is Standing.ACCEPTED


def overfull(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield a warning for every office that certainly had more substantive holders than seats."""
    numbered = dict(enumerate(claims, 1))
    seats = {claim.key[0]: claim.fields["seats"] for claim in numbered.values() if claim.kind is Kind.OFFICE}
    held: dict[str, list[Fact]] = defaultdict(list)
    for id_, claim in numbered.items():
        if claim.kind is Kind.TENURE and claim.fields["capacity"] == "substantive" and _is_accepted(claim):
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
