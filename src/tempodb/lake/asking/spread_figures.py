"""Figures of groups, and who held when: what is put together over all buckets before it is told."""

from __future__ import annotations

from functools import reduce
from itertools import chain

from tempodb.answers.context import AnswerContext
from tempodb.answers.counted_periods import since_all_begun
from tempodb.answers.grouped import ToldGroups, group_periods, group_shapes, refuse_many_groups
from tempodb.answers.history import history_rows, who_held
from tempodb.answers.ordering import ordered
from tempodb.lake.asking.bucket_answers import reach
from tempodb.lake.asking.bucket_figures import groups_of_bucket, holders_of_bucket
from tempodb.lake.asking.sharing_out import Each
from tempodb.lake.asking.spreading import is_of_all
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.questions.rows import Row
from tempodb.temporal.steps import Holder


def grouped_over_buckets(side: Side, each: Each, asked: AnswerContext) -> list[Row]:
    """Return the figures of each group, in all buckets.

    Raises:
        QueryError: they are too many, or take too long.

    """
    query = within_all_days(side, each, asked.query)
    if query is None:
        return ordered([], asked)
    question = query.question
    assert isinstance(question, resolved.Count)
    told = reduce(ToldGroups.plus, each(groups_of_bucket, query, side))
    periods = group_periods(question, asked)
    refuse_many_groups(question, periods, told.figures)
    return ordered(group_shapes(question, told, periods, asked), asked)


def history_over_buckets(each: Each, asked: AnswerContext) -> list[Row]:
    """Return when an answer was the same, to which all buckets tell who held when.

    Raises:
        QueryError: there are too many of them, or they take too long.

    """

    def held(query: resolved.Query) -> list[Holder]:
        if not is_of_all(query):
            return who_held(query, asked.view)
        alone = asked.query.having(question=resolved.History(query))
        found = each(holders_of_bucket, alone, Side.PARTY)
        return list(asked.view.each(chain.from_iterable(found)))

    return history_rows(asked, held)


def within_all_days(side: Side, each: Each, query: resolved.Query) -> resolved.Query | None:
    """Return a query, a count by periods with the days of them in all buckets; None where these have nothing.

    Raises:
        QueryError: finding the days takes too long.

    """
    question = query.question
    if not isinstance(question, resolved.Count) or question.by is None or question.window is not None:
        return query
    window = since_all_begun(each(reach, query, side), query.today)
    return None if window is None else query.having(question=question.having(window=window))
