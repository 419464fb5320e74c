"""A question that is answered bucket by bucket, and how the answers become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tempodb.answers.context import AnswerContext
from tempodb.answers.counted_periods import Beginnings, asks_more, refuse_too_many, since_begun
from tempodb.answers.dispatch import Answering, queries_within
from tempodb.answers.ordering import Shaped, ordered
from tempodb.lake.asking.bucket_answers import answer, answer_and_reach, reach
from tempodb.lake.asking.bucket_tables import Parts, joined_tables
from tempodb.lake.asking.shaped_tables import shaped_rows
from tempodb.lake.asking.spreading import side_of
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.questions.count_rows import CountRow
from tempodb.temporal.granules import number_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tempodb.answers.result_table import Table
    from tempodb.questions.rows import Row
    from tempodb.temporal.periods import Window

T = TypeVar("T")


class Each(Protocol):
    """Has something done for a query, for each bucket of a layout."""

    def __call__(self, do: Callable[[Any], T], query: resolved.Query, side: Side, /) -> Iterable[T]:
        """Yield what comes of each, in their order."""
        ...


def lake_answering(query: resolved.Query, each: Each) -> Answering:
    """Return what answers a query that is put to a lake: its buckets, where these can for themselves."""
    side = side_of(query)
    return Answering(query, None if side is None else lambda asked: spread_rows(side, each, asked))


def instants_asked(query: resolved.Query) -> set[int]:
    """Return the recorded instants that a query, and what it is about, asks for."""
    return {part.scope.known_at for part in queries_within(query)}


def spread_rows(side: Side, each: Each, asked: AnswerContext) -> list[Row] | Table:
    """Return the rows of all buckets, in the order of the query.

    Raises:
        QueryError: they are too many, or take too long.

    """
    query, question = asked.query, asked.query.question
    is_summed = side is Side.PARTY and isinstance(question, resolved.Count)
    asked_of_each = query.having(where=None, order_by=(), limit=None) if is_summed else query
    refuse: Callable[[int], None] = asked.view.allowance.refuse_rows
    if not isinstance(question, resolved.Count) or question.by is None:
        told = list(each(answer, asked_of_each, side))
    elif question.window is None:
        reaches = list(each(reach, query, side))
        if not any(found.places for found in reaches):
            return ordered([], asked)
        window = since_begun((day for found in reaches for day in found.days), query.today)
        query = query.having(question=question.having(window=window))
        if side is Side.SCOPE:
            refuse = _refusing(question, window, reaches, asked)
        told = list(each(answer, asked_of_each.having(question=query.question), side))
    else:
        # Which days there are is known, so that once is enough to look.
        told, reaches = zip(*each(answer_and_reach, asked_of_each, side), strict=True)
        if side is Side.SCOPE:
            refuse = _refusing(question, question.window, reaches, asked)
    return _joined([one for one in told if one], query, refuse, asked)


def _joined(
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


def _refusing(
    question: resolved.Count, window: Window, reaches: Iterable[Beginnings], asked: AnswerContext
) -> Callable[[int], None]:
    """Return what refuses to make rows of the figures of all organizations, where these are too many.

    Raises:
        QueryError: there would be too many for a table as well, or none can be made of them.

    """
    granule = question.by
    assert granule is not None
    number = number_of(granule, window) * sum(found.places for found in reaches)
    if asks_more(question.counted.scope):
        refuse_too_many(number, granule)
    asked.view.allowance.refuse_cells(number)
    return lambda _: refuse_too_many(number, granule)


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
