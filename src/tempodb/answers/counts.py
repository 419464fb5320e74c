"""How many answer a question: in one period, or in each of many; of one organization, or of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tempodb.answers.context import AnswerContext
from tempodb.answers.counted_often import counted_often
from tempodb.answers.counted_once import counted_once
from tempodb.answers.counted_periods import (
    MOST_BUCKETS,
    asked_within,
    asks_more,
    beginnings,
    countable,
    periods_of,
    refuse_too_many,
    since_begun,
)
from tempodb.answers.coverage import lies, stated, stated_of_all
from tempodb.answers.grouped import figures_of, grouped_rows, time_asked
from tempodb.answers.ordering import Shaped, ordered
from tempodb.answers.parties import judged, parties
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning.plan import Judge
from tempodb.planning.planner import whole
from tempodb.questions import resolved
from tempodb.questions.count_rows import CountEveryRow, CountRow
from tempodb.questions.row_types import is_apart, is_every
from tempodb.questions.rows import Row
from tempodb.temporal.facts import ALL_TIME
from tempodb.temporal.granules import Bucket, Granule, buckets, number_of
from tempodb.temporal.periods import Certainty, Window
from tempodb.temporal.steps import Holder
from tempodb.temporal.window_counts import Counts, count_by_window

if TYPE_CHECKING:
    from tempodb.answers.result_table import Table

FEW_ORGANIZATIONS = 1_000
"""So many are counted in a moment, where all would take longer than many an answer."""
STEPS_OF_A_QUESTION, STEPS_OF_A_FACT = 60, 4
NO_COUNTS = Counts(0, 0)


def rows(asked: AnswerContext) -> list[Row] | Table:
    """Return the figures of a count (MEANING.md, M32)."""
    question = asked.query.question
    assert isinstance(question, resolved.Count)
    if question.group is not None:
        return grouped_rows(question, question.group, asked)
    if is_apart(question):
        table = _table(asked, question)
        return _every(asked, question) if table is None else table
    view = asked.view.at(question.counted.scope.known_at)
    covered = stated(question.counted.question, view).days
    if question.by is None:
        window = question.counted.scope.window
        (figures,) = _counted(
            question, [Bucket(time_asked(question.counted), window or ALL_TIME)], asked.view
        )
        return ordered([_shaped(time_asked(question.counted), window, figures, covered)], asked)
    periods = periods_of(question, asked)
    counted = _counted(question, periods, asked.view)
    return ordered(
        [
            _shaped(period.text, period.days, figures, covered)
            for period, figures in zip(periods, counted, strict=True)
        ],
        asked,
    )


def _shaped(period: str, window: Window | None, figures: Counts, covered: Iterable[Window]) -> Shaped:
    # Periods come in the order of time, which is not that of their texts.
    order = f"{window.start:08}" if window is not None else ""
    return Shaped(CountRow(period, *figures, lies(window, covered)), None, order)


def _counted(question: resolved.Count, periods: Sequence[Bucket], view: View) -> list[Counts]:
    """Return the figures of each period, the only one where it is not counted by any."""
    query = question.counted
    if isinstance(question.distinct, resolved.EachPlace):
        return counted_often(question, periods, view.at(query.scope.known_at))
    if question.distinct is not None and (question.distinct.of or is_every(query.question)):
        return counted_once(question, periods, view.at(query.scope.known_at))
    if question.by is None:
        return [figures_of(parties(query, view).values())]
    found = None if isinstance(query.question, resolved.Combined) else countable(query, view)
    if found is None:
        view.allowance.refuse_steps(len(periods) * _steps(query, view))
        return [
            figures_of(parties(asked_within(query, period.days), view).values())
            for period in view.each(periods)
        ]
    return count_by_window(found, [period.days for period in periods])


def _steps(query: resolved.Query, view: View) -> int:
    """Return about how many steps it takes to answer a question once: it is read, and its facts are found."""
    if isinstance(query.question, resolved.Combined):
        return _steps(query.question.left, view) + _steps(query.question.right, view)
    return STEPS_OF_A_QUESTION + STEPS_OF_A_FACT * len(view.facts(judged(query).inner))


def _every(asked: AnswerContext, question: resolved.Count) -> list[Row] | Table:
    """Return the figures of every organization that has any: as a table if they are too many for rows."""
    query, view = question.counted, asked.view.at(question.counted.scope.known_at)
    if question.by is None:
        periods: Sequence[Bucket] = [Bucket(time_asked(query), query.scope.window or ALL_TIME)]
        figures = _series([_by_organization(query, view)])
    else:
        window, organizations = _reach(question, asked)
        # There are as many periods where there is nobody.
        number = 0 if window is None else number_of(question.by, window) * max(organizations, 1)
        if number > MOST_BUCKETS:
            table = _table(asked.of_any_size(), question)
            if table is not None:
                return table
        refuse_too_many(number, question.by)
        periods = [] if window is None else list(buckets(question.by, window))
        figures = _counted_apart(query, periods, view)
    asked.display.learn(Entity(EntityType.PARTY, id_) for id_ in figures)
    coverage = stated_of_all(view)
    shaped = []
    for id_, counted in view.each(figures.items()):
        name = asked.display.party(id_)
        covered = [days for _, days in coverage.get(id_, ())]
        for period, both in zip(periods, counted, strict=True):
            row = CountEveryRow(id_, name, period.text, *both, lies(period.days, covered))
            shaped.append(Shaped(row, None, f"{name.casefold()} {period.days.start:08}"))
    return ordered(shaped, asked)


def _reach(question: resolved.Count, asked: AnswerContext) -> tuple[Window | None, int]:
    """Return the days that are counted in, and of how many organizations there is anything."""
    found = beginnings(question.counted, asked.view)
    days = since_begun(found.days, asked.query.today) if found.places else None
    return question.window or days, found.places


def _table(asked: AnswerContext, question: resolved.Count) -> Table | None:
    """Return the figures of every organization as a table, where there are enough of them."""
    query, view = question.counted, asked.view.at(question.counted.scope.known_at)
    judge = whole(query)
    if question.by is not None:
        if asks_more(query.scope):
            return None
        _refuse_at_once(question, view)
        judge = Judge(judge.inner, (), None)
    judged = view.judged(judge)
    if not judged:
        return None
    # Whoever asks of one thing does without.
    from tempodb.answers.tables.counted import count_table
    from tempodb.execution.columns.counting import by_window, in_one_window

    ids = judged.pieces.columns.ids
    if question.by is None:
        period = Bucket(time_asked(query), query.scope.window or ALL_TIME)
        found = in_one_window(judged)
        return count_table(found, ids, [period], stated_of_all(view), asked, view.allowance.refuse_rows)
    window = question.window or since_begun(beginnings(query, view).days, asked.query.today)
    number = number_of(question.by, window) * judged.pieces.organizations()
    view.allowance.refuse_cells(number)
    periods = list(buckets(question.by, window))
    found = by_window(judged.pieces, [period.days for period in periods])
    return count_table(found, ids, periods, stated_of_all(view), asked, _rows_of(number, question.by))


def _refuse_at_once(question: resolved.Count, view: View) -> None:
    """Refuse so many periods that there is no room for those of a few organizations, before more is read.

    Raises:
        QueryError: there are that many organizations.

    """
    assert question.by is not None
    if question.window is not None:
        number = number_of(question.by, question.window)
        too_many = view.allowance.most_cells() // number + 1
        if too_many <= FEW_ORGANIZATIONS:
            view.allowance.refuse_cells(number * view.filed(Kind.MEMBERSHIP, too_many))


def _rows_of(number: int, granule: Granule) -> Callable[[int], None]:
    """Return what refuses to make rows of more figures than rows are made of."""
    return lambda _: refuse_too_many(number, granule)


def _counted_apart(
    query: resolved.Query, periods: Sequence[Bucket], view: View
) -> dict[str, Sequence[Counts]]:
    """Return the figures of each period, of every organization that has any in one of them."""
    found = countable(query, view)
    if found is None:
        view.allowance.refuse_steps(len(periods) * _steps(query, view))
        return _series([_by_organization(asked_within(query, period.days), view) for period in periods])
    apart: dict[str, list[Holder]] = defaultdict(list)
    for held in found:
        apart[str(held.fact.key[1])].append(held)
    counted = {id_: count_by_window(held, [period.days for period in periods]) for id_, held in apart.items()}
    return {id_: figures for id_, figures in counted.items() if any(each.possible for each in figures)}


def _by_organization(query: resolved.Query, view: View) -> dict[str, Counts]:
    answers: dict[str, dict[Hashable, Certainty]] = defaultdict(dict)
    for fact, certainty in view.each(view.run(whole(query))):
        if answers[str(fact.key[1])].get(fact.key[0]) is not Certainty.CERTAIN:
            answers[str(fact.key[1])][fact.key[0]] = certainty
    return {id_: figures_of(found.values()) for id_, found in answers.items()}


def _series(counted: Sequence[Mapping[str, Counts]]) -> dict[str, Sequence[Counts]]:
    """Return by organization what was counted by period."""
    return {
        id_: [each.get(id_, NO_COUNTS) for each in counted]
        for id_ in {id_ for each in counted for id_ in each}
    }
