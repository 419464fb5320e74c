"""What one bucket has of figures that are added up: counts of groups, and who was there when."""

from __future__ import annotations

from typing import Any

from tempodb.answers.context import AnswerContext, PlannedQuery
from tempodb.answers.grouped import Groups, ToldGroups, called_groups, group_periods
from tempodb.answers.history import who_held
from tempodb.answers.narrowing import narrowed
from tempodb.base.collecting import uncollected
from tempodb.lake.asking.bucket_answers import Task, view_of
from tempodb.questions import resolved
from tempodb.temporal.steps import Holder


def groups_of_bucket(task: Task) -> ToldGroups:
    """Return the figures of each group that there is in a share.

    Raises:
        QueryError: they take too long.
        OperationalError: a file of the lake is damaged.

    """
    with uncollected():
        asked = _asked(task)
        question = asked.query.question
        assert isinstance(question, resolved.Count)
        assert question.group is not None
        groups = Groups(question, question.group)
        view = asked.view.at(question.counted.scope.known_at)
        return called_groups(groups, groups.figures(group_periods(question, asked), view), asked)


def holders_of_bucket(task: Task) -> list[Holder]:
    """Return who of a share held in what a history is asked of, and when.

    Raises:
        QueryError: there are too many of them, or finding them takes too long.
        OperationalError: a file of the lake is damaged.

    """
    with uncollected():
        asked = _asked(task)
        question = asked.query.question
        assert isinstance(question, resolved.History)
        nothing: frozenset[Any] = frozenset()
        # Who says so is not told, and would be most of what is sent.
        return [
            held._replace(fact=held.fact._replace(sources=nothing, claims=nothing))
            for held in who_held(question.asked, asked.view)
        ]


def _asked(task: Task) -> AnswerContext:
    view = view_of(task)
    return AnswerContext(PlannedQuery(narrowed(task.query, view)), view)
