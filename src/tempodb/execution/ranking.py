"""Which facts come first, last, or lasted longest, by the unbroken terms that they are part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias, assert_never

from tempodb.execution.view import Verdict
from tempodb.temporal.contests import Contender, winners
from tempodb.temporal.durations import days_served
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Certainty, surest
from tempodb.tql.ast import Rank, Ranking

Lived: TypeAlias = Callable[[Fact], tuple[int, int] | None]
"""For how many days whoever a term is about had lived, at least and at most; None where nobody knows."""


class Ranked(NamedTuple):
    """What is told of each term, and by what those stand that have a place at all."""

    told: Mapping[Fact, Sequence[Verdict]]
    contenders: Mapping[Fact, Contender]

    def foremost(
        self, number: int, among: Sequence[Contender] | None = None
    ) -> Callable[[Fact], Certainty | None]:
        """Return what tells of a fact how surely it stands for a term that is one of the first, *among* others too."""
        found: dict[Fact, Certainty] = {}
        places = winners(list(self.contenders.values()), number, among)
        for term, place in zip(self.contenders, places, strict=True):
            for fact, certainty in self.told[term] if place is not None else ():
                is_certain = place is certainty is Certainty.CERTAIN
                found[fact] = Certainty.CERTAIN if is_certain else Certainty.POSSIBLE
        return found.get

    def in_front(self, number: int) -> list[Contender]:
        """Return by what those stand that may be one of the first."""
        contenders = list(self.contenders.values())
        places = winners(contenders, number)
        return [each for each, place in zip(contenders, places, strict=True) if place is not None]


def ranked(
    judged: Sequence[Verdict],
    term_of: Callable[[Fact], Fact],
    rank: Rank,
    today: int,
    lived: Lived = lambda _: None,
) -> Ranked:
    """Return by what the terms stand of which facts are part that were *judged*.

    MEANING.md, M59, and by how many days people had *lived* M70.
    """
    parts: dict[Fact, list[Verdict]] = defaultdict(list)
    for verdict in judged:
        parts[term_of(verdict.fact)].append(verdict)
    told = {term: _telling(verdicts, rank.by) for term, verdicts in parts.items()}
    contenders = {
        term: contender
        for term, verdicts in told.items()
        if (
            contender := _contender(
                term, surest(verdict.certainty for verdict in verdicts), rank.by, today, lived
            )
        )
        is not None
    }
    return Ranked(told, contenders)


def _telling(verdicts: Sequence[Verdict], by: Ranking) -> Sequence[Verdict]:
    """Return those that stand for their term: of one that lasted all, of others the first or last of the surest."""
    if by in (Ranking.LONGEST, Ranking.SHORTEST):
        return verdicts
    certainty = surest(verdict.certainty for verdict in verdicts)
    sure = [verdict for verdict in verdicts if verdict.certainty is certainty]
    end = (max if by is Ranking.LAST else min)(verdict.fact.extent for verdict in sure)
    return [verdict for verdict in sure if verdict.fact.extent == end]


def _contender(
    term: Fact, taking_part: Certainty | None, by: Ranking, today: int, lived: Lived
) -> Contender | None:
    """Return by what a term is ranked; None where it has not begun, and so has not lasted, or nobody knows the age."""
    extent = term.extent
    is_certain = taking_part is Certainty.CERTAIN
    match by:
        case Ranking.FIRST:
            return Contender(extent.f1, extent.f2, is_certain)
        case Ranking.LAST:
            return Contender(-extent.f2, -extent.f1, is_certain)
        case Ranking.LONGEST | Ranking.SHORTEST:
            served = days_served(extent, today)
            if served is None:
                return None
            least, most = served
            has_begun = is_certain and extent.f2 <= today
            ends = (least, most) if by is Ranking.SHORTEST else (-most, -least)
            return Contender(*ends, has_begun)
        case Ranking.YOUNGEST | Ranking.OLDEST:
            days = lived(term)
            if days is None:
                return None
            least, most = days
            ends = (least, most) if by is Ranking.YOUNGEST else (-most, -least)
            return Contender(*ends, is_certain)
        case _:
            assert_never(by)
