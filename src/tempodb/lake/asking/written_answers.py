"""An answer that is written by those who answer for the buckets, and of which nobody holds all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, NoReturn, Protocol, TypeVar, cast

from tempodb.answers.context import AnswerContext, PlannedQuery
from tempodb.answers.dispatch import Answering
from tempodb.base.errors import QueryError
from tempodb.lake.asking.answer_parts import AnswerPart, PartTask, keys_between, write_part, written_part
from tempodb.lake.asking.answer_runs import ROWS_OF_A_PART, Run, shown_rows, written_run
from tempodb.lake.asking.sharing_out import Each
from tempodb.lake.asking.spread_answers import spread_rows
from tempodb.lake.asking.spread_figures import within_all_days
from tempodb.lake.asking.spreading import is_put_together, side_of
from tempodb.lake.lake_places import lake_place
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.questions.columns import columns_of

T = TypeVar("T")


class AnswerPlaces(NamedTuple):
    """Where an *answer* is to be written, and where the *runs* that it is made of, until it is there."""

    answer: str
    runs: str


class Does(Protocol):
    """Has one thing done for each of many tasks, as a crew does."""

    def __call__(self, do: Callable[[Any], T], tasks: Iterable[Any], /) -> Iterator[T]:
        """Yield what is done for each task, in their order."""
        ...


class WrittenRows:
    """The rows of an answer in the files that they were written to, in order; they stand for a table, and are nowhere else."""

    def __init__(self, parts: Sequence[AnswerPart]) -> None:
        self.parts = tuple(parts)

    def __len__(self) -> int:
        return sum(part.rows for part in self.parts)

    @property
    def rows(self) -> NoReturn:
        """Refuse to bring them here.

        Raises:
            QueryError: always.

        """
        raise QueryError.of(
            "written", "the rows were written, and not brought here", "read the files of them"
        )


def writing(query: resolved.Query, each: Each, does: Does, to: AnswerPlaces) -> Answering | None:
    """Return what answers a query by having its rows written; None where no bucket has any of its own."""
    side = side_of(query)
    if side is None or is_put_together(query):
        return None
    own = side

    def written(asked: AnswerContext) -> Any:
        # What is written was written of these periods alone.
        within_days = within_all_days(own, each, asked.query)
        if within_days is None:
            return write_here(shown_rows(query, ()), to)
        within = asked if within_days is asked.query else AnswerContext(PlannedQuery(within_days), asked.view)
        return spread_rows(own, _RunOfEach(each, to.runs), within, partial(_put_together, does, to))

    return Answering(query, written)


def write_here(rows: Any, to: AnswerPlaces) -> WrittenRows:
    """Write rows that were put together here.

    Raises:
        OperationalError: they cannot be written.

    """
    begins = range(0, max(1, rows.num_rows), ROWS_OF_A_PART)
    parts = [
        write_part(to.answer, number, rows.slice(begin, ROWS_OF_A_PART))
        for number, begin in enumerate(begins)
    ]
    return WrittenRows(parts)


class _RunOfEach:
    """Has something done for each bucket, which hands on its run in the place of its rows."""

    def __init__(self, each: Each, runs: str) -> None:
        self._each = each
        self._runs = runs

    def __call__(
        self,
        do: Callable[[Any], T],
        query: resolved.Query,
        side: Side,
        among: Sequence[int] | None = None,
        /,
    ) -> Iterable[T]:
        return cast("Iterable[T]", self._each(partial(written_run, self._runs, do), query, side, among))


def _put_together(
    does: Does,
    to: AnswerPlaces,
    runs: Sequence[Run],
    query: resolved.Query,
    _: Callable[[int], None],
    __: AnswerContext,
) -> Any:
    if not runs:
        return write_here(shown_rows(query, ()), to)
    tasks = [
        PartTask(
            to.runs,
            to.answer,
            number,
            between,
            tuple((run.path, batches) for run in runs if (batches := between.batches(run))),
            columns_of(query),
            query.limit,
        )
        for number, between in enumerate(keys_between(runs))
    ]
    parts = list(does(written_part, tasks))
    return WrittenRows(parts if query.limit is None else list(_cut(parts, tasks, does, query.limit)))


def _cut(
    parts: Sequence[AnswerPart], tasks: Sequence[PartTask], does: Does, limit: int
) -> Iterator[AnswerPart]:
    """Yield the parts up to a limit; that in which it lies is made once more, and those behind it are taken away."""
    left = limit
    for part, task in zip(parts, tasks, strict=True):
        if not left and task.number:
            lake_place(task.answer).remove(part.path)
        elif part.rows > left:
            yield from does(written_part, [task._replace(most=left)])
            left = 0
        else:
            yield part
            left -= part.rows
