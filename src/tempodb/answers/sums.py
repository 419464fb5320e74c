"""The figures of a count, added up (MEANING.md, M72)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tempodb.answers import counts
from tempodb.answers.context import AnswerContext, PlannedQuery
from tempodb.answers.counted_periods import periods_of
from tempodb.answers.grouped import time_asked
from tempodb.answers.ordering import Shaped, ordered
from tempodb.questions import resolved
from tempodb.questions.count_rows import CountGroupRow, CountRow
from tempodb.questions.rows import Row


def rows(asked: AnswerContext) -> list[Row]:
    """Return the sums of the figures of each period and each group, as far as these are kept apart."""
    question = asked.query.question
    assert isinstance(question, resolved.Sum)
    counted = AnswerContext(PlannedQuery(question.counted), asked.view)
    count = question.counted.question
    assert isinstance(count, resolved.Count)
    periods = _periods(count, counted)
    whole = periods[0] if len(periods) == 1 else f"{periods[0]}/{periods[-1]}" if periods else "all time"
    apart = [] if question.group is not None else [whole] if question.by is None else periods
    found: dict[tuple[str | None, str | None, str], list[CountRow | CountGroupRow]] = defaultdict(list)
    for period in apart:
        # Of nobody the sum is nothing, as a count is.
        found[None, None, period] = []
    figures_of_count = counts.rows(counted)
    assert isinstance(figures_of_count, list)
    for row in figures_of_count:
        assert isinstance(row, CountRow | CountGroupRow)
        group, name = (row.group, row.group_name) if isinstance(row, CountGroupRow) else (None, None)
        of = (group, name) if question.group is not None else (None, None)
        found[*of, row.period if question.by is not None else whole].append(row)
    shaped = []
    for number, ((group, name, period), added) in enumerate(asked.view.each(found.items())):
        figures = sum(row.certain for row in added), sum(row.possible for row in added), _coverage(added)
        is_of_group = question.group is not None
        row = CountGroupRow(group, name, period, *figures) if is_of_group else CountRow(period, *figures)
        shaped.append(Shaped(row, None, f"{number:08}"))
    return ordered(shaped, asked)


def _periods(count: resolved.Count, asked: AnswerContext) -> Sequence[str]:
    """Return the periods of a count, as they are written."""
    if count.by is None:
        return [time_asked(count.counted)]
    return [period.text for period in periods_of(count, asked)]


def _coverage(added: Sequence[CountRow | CountGroupRow]) -> str | None:
    """Return how all that is added up lies to what is covered: in part, where some of it does and some does not."""
    lies = {row.coverage for row in added}
    return next(iter(lies)) if len(lies) == 1 else "partly" if lies else None
