"""Claims of one holding that cannot mean one day: what one of them says, and what is taken instead."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, Bound
from tempodb.temporal.chains import Chain, chains
from tempodb.temporal.facts import Fact, Standing
from tempodb.temporal.holdings import telling_one
from tempodb.temporal.merging import agreed
from tempodb.temporal.periods import Period

UNDATED = Period(SINCE_ALWAYS, ONGOING)


class Disagreement(NamedTuple):
    """A claim, and another of the same holding whose beginning, or end, is taken and cannot be its own."""

    claim: Fact
    other: Fact


def disagreements(facts: Iterable[Fact]) -> Iterator[Disagreement]:
    """Yield where accepted claims of one key and value tell one holding, and cannot mean one day.

    MEANING.md, M24.

    The earliest beginning is taken, and the latest end: they stand against each that differs.
    """
    alike: dict[tuple[tuple[Hashable, ...], Hashable], list[Fact]] = {}
    for fact in facts:
        if fact.standing is Standing.ACCEPTED and not fact.intersected and fact.period != UNDATED:
            alike.setdefault((fact.key, fact.value), []).append(fact)
    for claims in alike.values():
        if len(claims) > 1:
            for told, _ in telling_one(chains(claims, agreed)):
                yield from dict.fromkeys(_within(told))


def _within(told: Sequence[Chain]) -> Iterator[Disagreement]:
    wholes = [chain.whole for chain in told]
    begins = min(wholes, key=lambda whole: (whole.period.from_.latest, whole.extent)).period.from_
    ends = max(wholes, key=lambda whole: (whole.period.to.earliest, whole.extent)).period.to
    # Of those that begin or end alike, the longest has most in common with the others.
    first = max(
        (whole for whole in wholes if whole.period.from_ == begins), key=lambda whole: whole.extent.t1
    )
    last = min((whole for whole in wholes if whole.period.to == ends), key=lambda whole: whole.extent.f2)
    # What is told in pieces has events between them, at which a claim of one of the pieces may begin or end.
    periods = [(piece.period, whole.period) for whole, pieces in told for piece in pieces]
    begun = {begins, *(piece.from_ for piece, whole in periods if piece.from_ != whole.from_)}
    over = {ends, *(piece.to for piece, whole in periods if piece.to != whole.to)}
    for whole in wholes:
        if not _can_be_one_of(whole.period.from_, begun):
            yield Disagreement(whole, first)
        if not _can_be_one_of(whole.period.to, over):
            yield Disagreement(whole, last)


def _can_be_one_of(bound: Bound, events: Iterable[Bound]) -> bool:
    return any(bound.earliest <= event.latest and event.earliest <= bound.latest for event in events)
