"""A question that is answered bucket by bucket, and how the answers become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from tempodb.answers.context import AnswerContext
from tempodb.answers.counted_periods import Beginnings, refuse_too_many, since_begun
from tempodb.answers.dispatch import Answering, queries_within
from tempodb.answers.ordering import Shaped, ordered
from tempodb.lake.asking.bucket_answers import answer, reach
from tempodb.lake.asking.spreading import side_of
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.questions.count_rows import CountRow
from tempodb.temporal.granules import number_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tempodb.questions.rows import Row

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


def spread_rows(side: Side, each: Each, asked: AnswerContext) -> list[Row]:
    """Return the rows of all buckets, in the order of the query.

    Raises:
        QueryError: they are too many, or take too long.

    """
    query = asked.query
    question = query.question
    if isinstance(question, resolved.Count) and question.by is not None:
        counted = _with_window(query, question, list(each(reach, query, side)), side)
        if counted is None:
            return ordered([], asked)
        query = counted
    is_summed = side is Side.PARTY and isinstance(question, resolved.Count)
    asked_of_each = query.having(where=None, order_by=(), limit=None) if is_summed else query
    found = [shaped for of_one in each(answer, asked_of_each, side) for shaped in of_one]
    return ordered(_summed(found) if is_summed else found, asked)


def _with_window(
    query: resolved.Query, question: resolved.Count, reaches: Sequence[Beginnings], side: Side
) -> resolved.Query | None:
    """Return a count with the days that it is asked of in all buckets; None where nobody is counted.

    Raises:
        QueryError: there would be too many figures.

    """
    assert question.by is not None
    organizations = sum(each.places for each in reaches)
    if question.window is None and not organizations:
        return None
    window = question.window or since_begun((day for each in reaches for day in each.days), query.today)
    if side is Side.SCOPE:
        refuse_too_many(number_of(question.by, window) * organizations, question.by)
    return query.having(question=question.having(window=window))


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
