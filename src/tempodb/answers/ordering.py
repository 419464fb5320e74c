"""The order of rows: by what they show, or as the query says; and only those that it wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import attrgetter, eq
from typing import TYPE_CHECKING, Any

from tempodb.questions import resolved
from tempodb.questions.columns import AGE, DURATION, columns_of
from tempodb.temporal.bounds import FIRST_DAY, NEVER, Bound
from tempodb.temporal.durations import days_served
from tempodb.temporal.periods import Period, extent_of
from tempodb.tql.ast import Order, Ranking

if TYPE_CHECKING:
    from tempodb.answers.context import AnswerContext
    from tempodb.questions.rows import Row


BY_RANK = {
    Ranking.FIRST: Order("from"),
    Ranking.LAST: Order("from", descending=True),
    Ranking.LONGEST: Order(DURATION, descending=True),
    Ranking.SHORTEST: Order(DURATION),
    Ranking.YOUNGEST: Order(AGE),
    Ranking.OLDEST: Order(AGE, descending=True),
}
"""How rows are ordered that are the first of several, unless the query says."""


class Shaped:
    """A row, with the period by which it is ordered, and the name by which it is without `order by`.

    At the recorded instants that are `named` its names are these, on whatever day.
    """

    __slots__ = ("_whole", "name", "named", "period", "place", "row")

    def __init__(self, row: Row, period: Period | None, name: str, named: tuple[int, int] = (0, 0)) -> None:
        self.row = row
        self.period = period
        self.name = name
        self.named = named
        self.place = name.casefold(), str(row[0] or "")
        self._whole: tuple[Any, ...] | None = None

    @property
    def whole_place(self) -> tuple[Any, ...]:
        """Where it comes among those of one place."""
        if self._whole is None:
            self._whole = self.place, days_of(self.period), all_shown(self.row)
        return self._whole


class AgedShape(Shaped):
    """A row that tells an age, with the days lived by which it is ordered, None where nobody knows them."""

    __slots__ = ("lived",)

    def __init__(self, row: Row, plain: Shaped, lived: tuple[int, int] | None) -> None:
        super().__init__(row, plain.period, plain.name)
        self.lived = lived


def ordered(shaped: Iterable[Shaped], asked: AnswerContext) -> list[Row]:
    """Return the rows by name, id, from and to, unless the query orders them; and only those that it wants.

    Holders of one office come in the order of time (MEANING.md, M19).

    Every answer comes through here, and is given up if its time is over.
    """
    query = asked.query
    rows = list(asked.view.each(shaped))
    if query.where is not None:
        rows = _kept(rows, query)
    if len(rows) > 1:
        rows = _in_order(rows, query)
    return asked.delivered(rows[: query.limit])


def _kept(shaped: list[Shaped], query: resolved.Query) -> list[Shaped]:
    # Most questions keep whatever answers them.
    from tempodb.answers.filtering import keeping

    assert query.where is not None
    is_kept = keeping(query.where, columns_of(query))
    return [one for one in shaped if is_kept(one.row)]


def _in_order(shaped: list[Shaped], query: resolved.Query) -> list[Shaped]:
    rows = _in_default_order(shaped)
    if isinstance(query.question, resolved.TenuresOf):
        rows.sort(key=_by_time)
    columns = columns_of(query)
    rank = query.scope.rank
    for order in reversed(query.order_by or ((BY_RANK[rank.by],) if rank else ())):
        rows.sort(key=placed_by(order, columns, query.today), reverse=order.descending)
    return rows


def placed_by(order: Order, columns: Sequence[str], today: int) -> Callable[[Any], tuple[Any, ...]]:
    """Return what tells where a shaped row comes that is ordered by one of some columns."""
    match order.column:
        case column if column == DURATION:
            return _by_duration(today)
        case column if column == AGE:
            return _by_age(order.descending)
        case column:
            return _by_column(column, columns)


def _in_default_order(shaped: list[Shaped]) -> list[Shaped]:
    in_order = sorted(shaped, key=attrgetter("place"))
    places = [one.place for one in in_order]
    if any(map(eq, places, islice(places, 1, None))):
        in_order.sort(key=attrgetter("whole_place"))
    return in_order


def _by_time(shaped: Shaped) -> tuple[tuple[int, int], ...]:
    """Return where a holding comes in time, by its beginning and then by its end."""
    return () if shaped.period is None else tuple(map(in_time, shaped.period))


def all_shown(row: Iterable[Any]) -> list[str]:
    """Return by what rows are ordered that are otherwise alike."""
    return ["" if part is None else str(part) for part in row]


def days_of(period: Period | None) -> tuple[int, ...]:
    """Return the candidates of both ends, by which rows are ordered in time."""
    if period is None:
        return ()
    from_, to = period
    return from_.earliest, from_.latest, to.earliest, to.latest


def in_time(bound: Bound) -> tuple[int, int]:
    """Return where an end comes in time: a one-sided one at the day that is known of it."""
    earliest, latest = bound.earliest, bound.latest
    if bound.is_unknown or bound.is_open:
        return earliest, latest
    return (latest if earliest == FIRST_DAY else earliest), (earliest if latest == NEVER else latest)


def _by_duration(today: int) -> Callable[[Shaped], tuple[int, ...]]:
    """Return what orders rows by the days on which they held through *today*: at least so many, then at most."""

    def days(shaped: Shaped) -> tuple[int, ...]:
        extent = None if shaped.period is None else extent_of(shaped.period)
        return () if extent is None else days_served(extent, today) or (0, 0)

    return days


def _by_age(is_descending: bool) -> Callable[[AgedShape], tuple[Any, ...]]:
    """Return what orders rows by days lived, at least and then at most; who is of no known age comes last either way."""
    return lambda shaped: ((shaped.lived is None) is not is_descending, shaped.lived or (0, 0))


def _by_column(column: str, columns: Sequence[str]) -> Callable[[Shaped], tuple[Any, ...]]:
    position = columns.index(column)
    if column in ("from", "to", "date"):
        end = 1 if column == "to" else 0
        return lambda shaped: () if shaped.period is None else in_time(shaped.period[end])

    return lambda shaped: of_value(shaped.row[position])


def of_value(value: Any) -> tuple[Any, ...]:
    """Return where a value comes among those of its column: nothing comes last."""
    if isinstance(value, tuple):
        return (not value, value)
    return (value is None, value.casefold() if isinstance(value, str) else value or 0)
