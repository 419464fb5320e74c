"""How many different ones there are: parties, wherever they are, or what is said of them (MEANING.md, M68)."""

from __future__ import annotations

from collections.abc import Sequence

from tempodb.answers.counted_periods import asks_more
from tempodb.answers.grouped import Groups
from tempodb.execution.view import View
from tempodb.planning.plan import Judge
from tempodb.planning.planner import whole
from tempodb.questions import resolved
from tempodb.temporal.granules import Bucket
from tempodb.temporal.window_counts import Counts
from tempodb.tql.ast import Grouping, Once


def counted_once(question: resolved.Count, periods: Sequence[Bucket], view: View) -> list[Counts]:
    """Return how many different ones there are in each period; what nobody says is none of them."""
    assert isinstance(question.distinct, Once)
    if question.distinct.of is None and (found := over_columns(question, periods, view)) is not None:
        return found
    groups = Groups(question, question.distinct.of or Grouping.PARTY)
    figures = groups.in_one(question.counted, view) if question.by is None else groups.in_each(periods, view)
    said = [counted for (_, group), counted in figures.items() if group is not None]
    return [
        Counts(sum(each[i].certain > 0 for each in said), sum(each[i].possible > 0 for each in said))
        for i in range(len(periods))
    ]


def over_columns(question: resolved.Count, periods: Sequence[Bucket], view: View) -> list[Counts] | None:
    """Return how many there are in each period in all organizations together, None where rows have to find it."""
    judge = whole(question.counted)
    if question.by is not None:
        if asks_more(question.counted.scope):
            return None
        judge = Judge(judge.inner, (), None)
    judged = view.judged(judge)
    if judged is None:
        return None
    # Whoever asks of one thing does without.
    from tempodb.execution.columns.counting import (
        memberships_held,
        parties_held,
        together_by_window,
        together_in_one_window,
    )

    of_pieces = memberships_held if isinstance(question.distinct, resolved.EachPlace) else parties_held
    whom = of_pieces(judged.pieces)

    if question.by is None:
        return [Counts(*together_in_one_window(judged, whom))]
    if not periods:
        return []
    figures = together_by_window(judged.pieces, whom, [period.days for period in periods])
    return [
        Counts(certain, possible)
        for certain, possible in zip(*(each.tolist() for each in figures), strict=True)
    ]
