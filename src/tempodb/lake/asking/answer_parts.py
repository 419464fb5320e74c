"""A part: the rows of an answer between two keys, of all runs, in order and in a file of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from tempodb.answers.ordering import all_shown
from tempodb.answers.tables.arranging import groups
from tempodb.lake.asking.answer_runs import KEY_COLUMN, ROWS_OF_A_PART, Run
from tempodb.lake.lake_places import lake_place


class KeyRange(NamedTuple):
    """The keys from one on and up to another, which is not among them; None is beyond all."""

    low: bytes | None
    high: bytes | None

    def batches(self, run: Run) -> range:
        """Return in which of the batches of a run they are.

        >>> KeyRange(b"b", b"c").batches(Run("", 9, (b"a", b"b", b"b", b"c"), b"d"))
        range(0, 3)
        """
        lasts = (*run.firsts[1:], run.last)
        begin = 0 if self.low is None else bisect_left(lasts, self.low)
        return range(begin, len(lasts) if self.high is None else bisect_left(run.firsts, self.high))


class PartTask(NamedTuple):
    """The part of a *number* that is to be made: rows *between* keys, *most* of them, from batches of runs.

    Rows of one key are ordered by the *columns* that rows have by themselves.
    """

    runs: str
    answer: str
    number: int
    between: KeyRange
    batches: tuple[tuple[str, range], ...]
    columns: tuple[str, ...]
    most: int | None = None


class AnswerPart(NamedTuple):
    """A file of an answer, and how many rows and bytes it has."""

    path: str
    rows: int
    bytes: int


def keys_between(runs: Sequence[Run]) -> list[KeyRange]:
    """Return which keys belong together in a part, so that parts have about as many rows.

    >>> keys_between([])
    [KeyRange(low=None, high=None)]
    """
    sampled = sorted(sample for run in runs for sample in _sampled(run))
    rows = sum(run.rows for run in runs)
    each = rows / max(1, -(-rows // ROWS_OF_A_PART))
    cuts: list[bytes] = []
    before, begin = 0, sampled[0][0] if sampled else b""
    for key, count in sampled:
        # All rows of one key are in one part.
        if before >= each * (len(cuts) + 1) and key > begin:
            cuts.append(key)
            begin = key
        before += count
    return [KeyRange(low, high) for low, high in zip([None, *cuts], [*cuts, None], strict=True)]


def _sampled(run: Run) -> Iterator[tuple[bytes, int]]:
    for key in run.firsts:
        yield key, run.rows // len(run.firsts)


def written_part(task: PartTask) -> AnswerPart:
    """Return a part that was written.

    Raises:
        OperationalError: a run is not found here, or the part cannot be written.

    """
    found = [rows for path, batches in task.batches for rows in _between(task, path, batches)]
    rows = pa.concat_tables(found)
    rows = rows.take(pc.sort_indices(rows, [(KEY_COLUMN, "ascending")]))
    rows = _alike_by_what_they_show(rows, task.columns).slice(0, task.most).drop_columns([KEY_COLUMN])
    return write_part(task.answer, task.number, rows)


def write_part(location: str, number: int, rows: Any) -> AnswerPart:
    """Write rows as the part of a *number*.

    Raises:
        OperationalError: it cannot be written.

    """
    path = f"part-{number:05}.parquet"
    sink = pa.BufferOutputStream()
    parquet.write_table(rows, sink)
    content = bytes(sink.getvalue().to_pybytes())
    lake_place(location).write(path, content)
    return AnswerPart(path, rows.num_rows, len(content))


def _between(task: PartTask, path: str, batches: range) -> Iterator[Any]:
    """Yield the rows of a run that belong to a part."""
    low, high = task.between
    with closing(lake_place(task.runs).opened(path)) as file:
        reader = pa.ipc.open_file(file)
        for at in batches:
            rows = pa.Table.from_batches([reader.get_batch(at)])
            if low is not None:
                rows = rows.filter(pc.greater_equal(rows[KEY_COLUMN], low))
            if high is not None:
                rows = rows.filter(pc.less(rows[KEY_COLUMN], high))
            yield rows


def _alike_by_what_they_show(rows: Any, columns: Sequence[str]) -> Any:
    """Return rows those of which that have one key are in the order of all that they show."""
    keys = rows[KEY_COLUMN].combine_chunks()
    if len(keys) < 2:
        return rows
    same = np.zeros(len(keys), np.bool_)
    same[1:] = pc.equal(keys[1:], keys[:-1]).to_numpy(zero_copy_only=False)
    order = np.arange(len(keys))
    alike = list(groups(order, same))
    if not alike:
        return rows
    places = np.concatenate(alike)
    shown = rows.select(list(columns)).take(pa.array(places)).to_pylist()
    texts = dict(zip(places.tolist(), map(_shown, shown), strict=True))
    for some in alike:
        order[some] = sorted(some.tolist(), key=texts.__getitem__)
    return rows.take(pa.array(order))


def _shown(row: dict[str, Any]) -> list[str]:
    return all_shown(tuple(value) if isinstance(value, list) else value for value in row.values())
