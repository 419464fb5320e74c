"""A run: what one bucket answers, in order, in a file beside the answer that is put together of all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from tempodb.answers.result import Result
from tempodb.answers.result_table import Table
from tempodb.lake.asking.bucket_answers import Task
from tempodb.lake.asking.bucket_tables import joined_tables
from tempodb.lake.asking.row_keys import keys_of_rows, keys_of_table
from tempodb.lake.lake_places import lake_place
from tempodb.questions import resolved
from tempodb.questions.columns import columns_of, row_type_answering, row_type_of

KEY_COLUMN = "\0key"
"""The column of a run by which its rows are in order; no column of an answer is called so."""
ROWS_OF_A_BATCH = 4096
"""How many rows of a run are read at once."""
ROWS_OF_A_PART = 500_000
"""About how many rows there are in each file of an answer."""
Tell: TypeAlias = Callable[[Task], Any]


class Run(NamedTuple):
    """A run in the file at *path*: its rows, the keys of the first of each so many of them, and that of the last."""

    path: str
    rows: int
    firsts: tuple[bytes, ...]
    last: bytes


def written_run(location: str, tell: Tell, task: Task) -> Any:
    """Return what a bucket tells, where instead of rows there is the run of them that was written; None if there are none.

    Raises:
        QueryError: they would be too many, or take too long.
        OperationalError: a file of the lake is damaged, or the run cannot be written.

    """
    match tell(task):
        case (list() | dict() as told, beyond):
            return _written(location, task, told), beyond
        case list() | dict() as told:
            return _written(location, task, told)
        case other:
            return other


def _written(location: str, task: Task, told: Any) -> Run | None:
    if isinstance(told, dict):
        table = joined_tables([told], task.query, _as_many_as_there_are)
        rows, keys = shown_rows(task.query, table), keys_of_table(table, task.query)
    else:
        rows = shown_rows(task.query, tuple(shaped.row for shaped in told))
        keys = keys_of_rows(told, task.query)
    if not rows.num_rows:
        return None
    rows = rows.append_column(pa.field(KEY_COLUMN, pa.binary(), nullable=False), keys)
    rows = rows.take(pc.sort_indices(rows, [(KEY_COLUMN, "ascending")])).combine_chunks()
    path = f"{task.share.layout}-{task.share.bucket:05}.arrow"
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, rows.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_table(rows, ROWS_OF_A_BATCH)
    lake_place(location).write_for_now(path, bytes(sink.getvalue().to_pybytes()))
    firsts = rows[KEY_COLUMN].take(pa.array(range(0, rows.num_rows, ROWS_OF_A_BATCH)))
    return Run(path, rows.num_rows, tuple(firsts.to_pylist()), rows[KEY_COLUMN][-1].as_py())


def shown_rows(query: resolved.Query, made: tuple[Any, ...] | Table) -> Any:
    """Return rows that answer a query, as a table of Arrow that shows all of them."""
    row_type = row_type_answering(query, row_type_of(query.question))
    return Result(query.text, columns_of(query), row_type, made, None, None).to_arrow()


def _as_many_as_there_are(_: int) -> None:
    """Refuse nothing: no row is made."""
