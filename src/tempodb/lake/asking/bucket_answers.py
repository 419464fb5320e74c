"""The answer of one share: what a bucket says, made by the modules that answer any question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from tempodb.answers.context import AnswerContext, OrderedRow, PlannedQuery
from tempodb.answers.counted_periods import Beginnings, beginnings
from tempodb.answers.modules import answering
from tempodb.answers.narrowing import narrowed
from tempodb.answers.ordering import Shaped
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import TableColumn
from tempodb.base.clock import timer
from tempodb.base.collecting import uncollected
from tempodb.base.errors import QueryError
from tempodb.execution.allowance import Allowance
from tempodb.execution.choice import ChosenExecutor
from tempodb.execution.view import View
from tempodb.lake.asking.bringing import Bringing
from tempodb.lake.asking.bucket_tables import Parts, parts_of_table
from tempodb.lake.asking.lake_beliefs import LakeBeliefs
from tempodb.lake.asking.lake_tables import LakeBucket, LakeTables
from tempodb.lake.asking.row_days import days_of_rows
from tempodb.questions import resolved

BucketAnswer: TypeAlias = list[Shaped] | Parts
"""What a bucket answers: rows with what orders them, or the columns of a table."""


class Task(NamedTuple):
    """What one bucket is asked: of a *snapshot* of a *lake*, within so many *seconds* and *megabytes*."""

    lake: str
    snapshot: str
    share: LakeBucket
    query: resolved.Query
    seconds: float
    megabytes: float


def answer(task: Task) -> BucketAnswer:
    """Return the rows of a share, in their order; or the columns of its table.

    Raises:
        QueryError: they would be too many, or take too long.
        OperationalError: a file of the lake is damaged.

    """
    with uncollected():
        view = view_of(task)
        return _answered(narrowed(task.query, view), view)


def answer_and_reach(task: Task) -> tuple[BucketAnswer | QueryError, Beginnings]:
    """Return the rows of a share, or the columns of its table, or what it refuses; and how far a count of it reaches.

    Raises:
        QueryError: finding out how far that is takes too long.
        OperationalError: a file of the lake is damaged.

    """
    with uncollected():
        view = view_of(task)
        query = narrowed(task.query, view)
        assert isinstance(query.question, resolved.Count)
        reach = _reach_of(query.question.counted, view)
        try:
            return _answered(query, view), reach
        except QueryError as error:
            # Asked for fewer periods, it may well answer.
            return error, reach


def reach(task: Task) -> Beginnings:
    """Return how far what is counted of a share reaches.

    Raises:
        QueryError: that takes too long.
        OperationalError: a file of the lake is damaged.

    """
    with uncollected():
        view = view_of(task)
        question = narrowed(task.query, view).question
        assert isinstance(question, resolved.Count)
        return _reach_of(question.counted, view)


def _reach_of(query: resolved.Query, view: View) -> Beginnings:
    if not isinstance(query.question, resolved.Combined):
        return beginnings(query, view)
    both = [_reach_of(side, view) for side in (query.question.left, query.question.right)]
    # Of a side with somebody who began on no day that is stated, today is counted, as it is where that is all.
    days = [day for found in both if found.places for day in found.days or (query.today,)]
    return Beginnings((min(days), max(days)) if days else (), sum(found.places for found in both))


def stated_days(task: Task) -> tuple[int, ...]:
    """Return about from which day to which what is counted in a share begins; nothing if it never does.

    Raises:
        OperationalError: a file of the lake is damaged.

    """
    question = task.query.question
    assert isinstance(question, resolved.Count)
    tables = LakeTables.at(task.lake, task.snapshot)
    return days_of_rows(tables, task.share, question.counted)


def _answered(query: resolved.Query, view: View) -> BucketAnswer:
    return answer_planned(PlannedQuery(query), view)


def answer_planned(planned: PlannedQuery, view: View) -> BucketAnswer:
    """Return the rows that answer a query which is planned, or the columns of its table.

    Raises:
        QueryError: they would be too many, or take too long.

    """
    found: Any = answering(planned.query.question)(_Shaping(planned, view))
    return parts_of_table(found) if isinstance(found, Table) else found


class _Shaping(AnswerContext):
    """An answer that is put together with others, and so keeps by what its rows are ordered."""

    def delivered(self, in_order: Sequence[OrderedRow]) -> list[Any]:
        """Return the rows as they were ordered."""
        return list(in_order)

    def kept_beside(self, columns: Callable[[], Mapping[str, TableColumn]]) -> Mapping[str, TableColumn]:
        """Return the columns by which a table is ordered."""
        return columns()


def view_of(task: Task) -> View:
    """Return what a share sees.

    Raises:
        OperationalError: the lake is damaged.

    """
    bringing = Bringing(LakeTables.at(task.lake, task.snapshot), task.share)
    allowance = Allowance(task.seconds, task.megabytes, timer)
    # However few a bucket has, all of them together may be many.
    return View(LakeBeliefs(bringing), ChosenExecutor(), task.query.scope.known_at, allowance).of_any_size()
