"""A question that is answered bucket by bucket, and how the answers become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from tempodb.answers.context import AnswerContext
from tempodb.answers.dispatch import Answering, queries_within
from tempodb.answers.ordering import Shaped, ordered
from tempodb.lake.asking.bucket_answers import BucketAnswer, answer
from tempodb.lake.asking.bucket_ranks import answer_among, contenders_of_bucket
from tempodb.lake.asking.bucket_tables import Parts, joined_tables
from tempodb.lake.asking.shaped_tables import shaped_rows
from tempodb.lake.asking.sharing_out import Each
from tempodb.lake.asking.spread_figures import (
    grouped_over_buckets,
    history_over_buckets,
)
from tempodb.lake.asking.spread_periods import counted_by_period
from tempodb.lake.asking.spreading import side_of
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.questions.count_rows import CountRow

if TYPE_CHECKING:
    from tempodb.answers.result_table import Table
    from tempodb.questions.rows import Row


def lake_answering(query: resolved.Query, each: Each) -> Answering:
    """Return what answers a query that is put to a lake: its buckets, where these can for themselves."""
    side = side_of(query)
    return Answering(
        query, None if side is None else lambda asked: spread_rows(side, each, asked, rows_of_buckets)
    )


def instants_asked(query: resolved.Query) -> set[int]:
    """Return the recorded instants that a query, and what it is about, asks for."""
    return {part.scope.known_at for part in queries_within(query)}


class Join(Protocol):
    """Makes one answer of what the buckets that have any rows have told."""

    def __call__(
        self,
        found: Sequence[Any],
        query: resolved.Query,
        refuse: Callable[[int], None],
        asked: AnswerContext,
        /,
    ) -> list[Row] | Table:
        """Return it; *refuse* refuses to make more rows than may be made."""
        ...


def spread_rows(side: Side, each: Each, asked: AnswerContext, join: Join) -> list[Row] | Table:
    """Return the rows of all buckets, in the order of the query, which *join* makes one answer.

    Raises:
        QueryError: they are too many, or take too long.

    """
    query, question = asked.query, asked.query.question
    if isinstance(question, resolved.History):
        return history_over_buckets(each, asked)
    if isinstance(question, resolved.Count) and question.group is not None:
        return grouped_over_buckets(side, each, asked)
    is_summed = side is Side.PARTY and isinstance(question, resolved.Count)
    asked_of_each = query.having(where=None, order_by=(), limit=None) if is_summed else query
    if not isinstance(question, resolved.Count) or question.by is None:
        do: Callable[[Any], BucketAnswer] = answer
        if query.scope.rank is not None:
            found = chain.from_iterable(each(contenders_of_bucket, query, side))
            do = partial(answer_among, tuple(found))
        told = list(each(do, asked_of_each, side))
        return join([one for one in told if one], query, asked.view.allowance.refuse_rows, asked)
    counted = counted_by_period(side, each, asked, asked_of_each)
    if counted is None:
        return ordered([], asked)
    return join([one for one in counted.told if one], counted.query, counted.refuse, asked)


def rows_of_buckets(
    found: Sequence[list[Shaped] | Parts],
    query: resolved.Query,
    refuse: Callable[[int], None],
    asked: AnswerContext,
) -> list[Row] | Table:
    """Return what the buckets that have any rows have told, as one answer."""
    tables = [columns for columns in found if isinstance(columns, dict)]
    if tables and len(tables) == len(found):
        return joined_tables(tables, query, refuse)
    rows = [row for told in found for row in _shaped(told, query, refuse)]
    is_summed = any(isinstance(row.row, CountRow) for row in rows)
    return ordered(_summed(rows) if is_summed else rows, asked)


def _shaped(told: list[Shaped] | Parts, query: resolved.Query, refuse: Callable[[int], None]) -> list[Shaped]:
    return told if isinstance(told, list) else shaped_rows(joined_tables([told], query, refuse), query)


def _summed(found: Iterable[Shaped]) -> list[Shaped]:
    """Return the figures of each period, of all buckets together."""
    sums: dict[str, Shaped] = {}
    for shaped in found:
        row = shaped.row
        assert isinstance(row, CountRow)
        if (before := sums.get(row.period)) is not None:
            counted = before.row
            assert isinstance(counted, CountRow)
            row = row._replace(
                certain=row.certain + counted.certain, possible=row.possible + counted.possible
            )
        sums[row.period] = Shaped(row, None, shaped.name)
    return list(sums.values())
