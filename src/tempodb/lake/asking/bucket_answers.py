"""The answer of one share: what a bucket says, made by the modules that answer any question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tempodb.answers.context import AnswerContext, OrderedRow, PlannedQuery
from tempodb.answers.counted_periods import Beginnings, beginnings
from tempodb.answers.modules import answering
from tempodb.answers.narrowing import narrowed
from tempodb.answers.ordering import Shaped
from tempodb.answers.result_table import Table
from tempodb.base.clock import timer
from tempodb.execution.allowance import Allowance
from tempodb.execution.choice import ChosenExecutor
from tempodb.execution.view import View
from tempodb.lake.asking.bringing import Bringing
from tempodb.lake.asking.bucket_tables import Parts, parts_of_table
from tempodb.lake.asking.lake_beliefs import LakeBeliefs
from tempodb.lake.asking.lake_tables import LakeBucket, LakeTables
from tempodb.questions import resolved


class Task(NamedTuple):
    """What one bucket is asked: of a *snapshot* of a *lake*, within so many *seconds* and *megabytes*."""

    lake: str
    snapshot: str
    share: LakeBucket
    query: resolved.Query
    seconds: float
    megabytes: float


def answer(task: Task) -> list[Shaped] | Parts:
    """Return the rows of a share, in their order; or the columns of its table.

    Raises:
        QueryError: they would be too many, or take too long.
        OperationalError: a file of the lake is damaged.

    """
    return _answered(task, _view(task))


def answer_and_reach(task: Task) -> tuple[list[Shaped] | Parts, Beginnings]:
    """Return the rows of a share, or the columns of its table; and how far a count of it reaches.

    Raises:
        QueryError: they would be too many, or take too long.
        OperationalError: a file of the lake is damaged.

    """
    view = _view(task)
    return _answered(task, view), _reach(task, view)


def _answered(task: Task, view: View) -> list[Shaped] | Parts:
    asked = _Shaping(PlannedQuery(narrowed(task.query, view)), view)
    found: Any = answering(task.query.question)(asked)
    return parts_of_table(found) if isinstance(found, Table) else found


def reach(task: Task) -> Beginnings:
    """Return how far a count of a share reaches that is asked by periods.

    Raises:
        QueryError: that takes too long.
        OperationalError: a file of the lake is damaged.

    """
    return _reach(task, _view(task))


def _reach(task: Task, view: View) -> Beginnings:
    question = narrowed(task.query, view).question
    assert isinstance(question, resolved.Count)
    return beginnings(question.counted, view)


class _Shaping(AnswerContext):
    """An answer that is put together with others, and so keeps by what its rows are ordered."""

    def delivered(self, in_order: Sequence[OrderedRow]) -> list[Any]:
        """Return the rows as they were ordered."""
        return list(in_order)


def _view(task: Task) -> View:
    bringing = Bringing(LakeTables.at(task.lake, task.snapshot), task.share)
    allowance = Allowance(task.seconds, task.megabytes, timer)
    # However few a bucket has, all of them together may be many.
    return View(LakeBeliefs(bringing), ChosenExecutor(), task.query.scope.known_at, allowance).of_any_size()
