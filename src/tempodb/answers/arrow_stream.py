"""Rows → a stream of Arrow, by nanoarrow, for whoever does without pyarrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any

import nanoarrow

from tempodb.temporal.instants import EPOCH_DAY


def stream_of(rows: Sequence[Sequence[Any]], types: Mapping[str, Any]) -> Any:
    """Return rows as what has `__arrow_c_stream__`; *types* says what each of their columns holds.

    >>> import polars
    >>> polars.DataFrame(stream_of([("a", 1, ("x", "y")), ("b", None, ())], {"p": str, "n": int, "s": tuple[str, ...]})).rows()
    [('a', 1, ['x', 'y']), ('b', None, [])]
    """
    columns = {name: _column([row[i] for row in rows], types[name]) for i, name in enumerate(types)}
    schema = nanoarrow.struct({name: column.schema for name, column in columns.items()})
    struct = nanoarrow.c_array_from_buffers(schema, len(rows), [None], 0, 0, list(columns.values()))
    return nanoarrow.c_array_stream(struct)


def _column(cells: list[Any], type_: Any) -> Any:
    if type_ is str:
        return nanoarrow.c_array(cells, nanoarrow.string())
    if type_ is int:
        return nanoarrow.c_array(cells, nanoarrow.int64())
    if type_ is date:
        days = [None if day is None else day.toordinal() - EPOCH_DAY for day in cells]
        return nanoarrow.c_array(days, nanoarrow.date32())
    ends = list(accumulate(map(len, cells), initial=0))
    texts = nanoarrow.c_array([text for cell in cells for text in cell], nanoarrow.string())
    offsets = nanoarrow.c_buffer(ends, nanoarrow.int32())
    return nanoarrow.c_array_from_buffers(
        nanoarrow.list_(nanoarrow.string()), len(cells), [None, offsets], 0, 0, [texts]
    )
