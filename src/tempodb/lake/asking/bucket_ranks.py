"""Who of one bucket comes first of all: each bucket tells who may, and then judges its own among those of all buckets."""

from __future__ import annotations

from tempodb.answers.context import PlannedQuery
from tempodb.base.collecting import uncollected
from tempodb.execution.judging import ranked_by
from tempodb.lake.asking.bucket_answers import BucketAnswer, Task, answer_planned, view_of
from tempodb.planning.plan import Foremost, Judge
from tempodb.temporal.contests import Contender


def contenders_of_bucket(task: Task) -> tuple[Contender, ...]:
    """Return by what those of a share stand that may be among the first of all.

    Raises:
        QueryError: there are too many of them, or finding them takes too long.
        OperationalError: a file of the lake is damaged.

    """
    with uncollected():
        view = view_of(task)
        test = _foremost(PlannedQuery(task.query).plan)
        return tuple(ranked_by(test, view.at(task.query.scope.known_at)).in_front(test.rank.number))


def answer_among(contenders: tuple[Contender, ...], task: Task) -> BucketAnswer:
    """Return the rows of a share that are among the first of all, as those of all buckets stand.

    Raises:
        QueryError: they would be too many, or take too long.
        OperationalError: a file of the lake is damaged.

    """
    with uncollected():
        plan = PlannedQuery(task.query).plan
        test = _foremost(plan).having(contenders=contenders)
        return answer_planned(PlannedQuery(task.query, lambda _: plan.having(tests=(test,))), view_of(task))


def _foremost(plan: Judge) -> Foremost:
    (test,) = plan.tests
    assert isinstance(test, Foremost)
    return test
