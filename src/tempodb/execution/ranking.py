"""Which facts come first, last, or lasted longest, by the unbroken terms that they are part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import assert_never

from tempodb.execution.view import Verdict
from tempodb.temporal.contests import Contender, winners
from tempodb.temporal.durations import days_served
from tempodb.temporal.facts import Fact
from tempodb.temporal.periods import Certainty, Extent, surest
from tempodb.tql.ast import Rank, Ranking


def foremost(
    judged: Sequence[Verdict], term_of: Callable[[Fact], Fact], rank: Rank, today: int
) -> Callable[[Fact], Certainty | None]:
    """Return what tells of a fact that was *judged* how surely it stands for a term that is among the first.

    MEANING.md, M59.
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
                term.extent, surest(verdict.certainty for verdict in verdicts), rank.by, today
            )
        )
        is not None
    }
    found: dict[Fact, Certainty] = {}
    for term, place in zip(contenders, winners(list(contenders.values()), rank.number), strict=True):
        for fact, certainty in told[term] if place is not None else ():
            is_certain = place is certainty is Certainty.CERTAIN
            found[fact] = Certainty.CERTAIN if is_certain else Certainty.POSSIBLE
    return found.get


def _telling(verdicts: Sequence[Verdict], by: Ranking) -> Sequence[Verdict]:
    """Return those that stand for their term: of one that is first or last the first or last of the surest, else all."""
    if by not in (Ranking.FIRST, Ranking.LAST):
        return verdicts
    certainty = surest(verdict.certainty for verdict in verdicts)
    sure = [verdict for verdict in verdicts if verdict.certainty is certainty]
    end = (min if by is Ranking.FIRST else max)(verdict.fact.extent for verdict in sure)
    return [verdict for verdict in sure if verdict.fact.extent == end]


def _contender(extent: Extent, taking_part: Certainty | None, by: Ranking, today: int) -> Contender | None:
    """Return by what a term is ranked; None where it has not begun, and so has not lasted."""
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
        case _:
            assert_never(by)
