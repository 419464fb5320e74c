"""A count by periods that is answered bucket by bucket: in all buckets the periods are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tempodb.answers.context import AnswerContext
from tempodb.answers.counted_periods import (
    Beginnings,
    asks_more,
    refuse_too_many,
    since_all_begun,
    since_begun,
)
from tempodb.base.errors import QueryError
from tempodb.lake.asking.bucket_answers import BucketAnswer, answer_and_reach, stated_days
from tempodb.lake.asking.period_cuts import cut_to
from tempodb.lake.asking.sharing_out import Each
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.temporal.granules import Granule, buckets, number_of
from tempodb.temporal.periods import Window


class PeriodsCounted(NamedTuple):
    """What each bucket told of the periods of a *query*; *refuse* refuses to make rows of a table that would be too many."""

    query: resolved.Query
    told: Sequence[BucketAnswer]
    refuse: Callable[[int], None]


def counted_by_period(
    side: Side, each: Each, asked: AnswerContext, asked_of_each: resolved.Query
) -> PeriodsCounted | None:
    """Return what each bucket tells of each period; None where no bucket has anything.

    Raises:
        QueryError: there would be too many figures, or they take too long.

    """
    question = asked.query.question
    assert isinstance(question, resolved.Count)
    granule, tried = question.by, question.window
    assert granule is not None
    if tried is None:
        # How far all of it reaches is known when it was looked at; what its rows say is seldom far from that.
        stated = [day for days in each(stated_days, asked.query, side) for day in days]
        tried = since_begun(stated, asked.query.today)
        asked_of_each = asked_of_each.having(where=None, order_by=(), limit=None)
    found = list(each(answer_and_reach, _within(asked_of_each, tried), side))
    reaches = [reach for _, reach in found]
    if (window := question.window) is None:
        window = since_all_begun(reaches, asked.query.today)
        if window is None:
            return None
    refuse: Callable[[int], None] = asked.view.allowance.refuse_rows
    if side is Side.SCOPE:
        refuse = _refusing(granule, question, window, reaches, asked)
    told = [one for one, _ in found]
    if tried != window:
        told = _told_within(
            window,
            tried,
            granule,
            told,
            lambda among: each(answer_and_reach, _within(asked_of_each, window), side, among),
        )
    return PeriodsCounted(_within(asked.query, window), [_unrefused(one) for one in told], refuse)


def _told_within(
    window: Window,
    tried: Window,
    granule: Granule,
    told: Sequence[BucketAnswer | QueryError],
    again: Callable[[Sequence[int]], Iterable[tuple[BucketAnswer | QueryError, Beginnings]]],
) -> list[BucketAnswer | QueryError]:
    """Return what buckets tell of the periods of a window, some of which are asked *again*."""
    both = Window(min(tried.start, window.start), max(tried.end, window.end))
    is_within = number_of(granule, both) == number_of(granule, tried)
    among = [place for place, one in enumerate(told) if not is_within or isinstance(one, QueryError)]
    periods = frozenset(period.text for period in buckets(granule, window))
    cut = [one if isinstance(one, QueryError) else cut_to(periods, one) for one in told]
    if among:
        for place, (one, _) in zip(among, again(among), strict=True):
            cut[place] = one
    return cut


def _unrefused(told: BucketAnswer | QueryError) -> BucketAnswer:
    if isinstance(told, QueryError):
        raise told
    return told


def _within(query: resolved.Query, window: Window) -> resolved.Query:
    """Return the same count of some days."""
    question = query.question
    assert isinstance(question, resolved.Count)
    return query.having(question=question.having(window=window))


def _refusing(
    granule: Granule,
    question: resolved.Count,
    window: Window,
    reaches: Iterable[Beginnings],
    asked: AnswerContext,
) -> Callable[[int], None]:
    """Return what refuses to make rows of the figures of all organizations, where these are too many.

    Raises:
        QueryError: there would be too many for a table as well, or none can be made of them.

    """
    number = number_of(granule, window) * sum(found.places for found in reaches)
    if asks_more(question.counted.scope):
        refuse_too_many(number, granule)
    asked.view.allowance.refuse_cells(number)
    return lambda _: refuse_too_many(number, granule)
