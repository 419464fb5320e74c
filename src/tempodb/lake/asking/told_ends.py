"""Columns of Arrow as numbers and texts, and the ends in them that are written otherwise than their days say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from tempodb.execution.columns.arrays import Flags, Ints
from tempodb.temporal.bounds import edtf


def coded(column: Any) -> tuple[list[Any], Ints]:
    """Return the distinct values of a column, the last of which is None, and the place of each row's among them.

    >>> values, places = coded(pa.chunked_array([["b", None, "b"]]))
    >>> values, places.tolist()
    (['b', None], [0, 1, 0])
    """
    encoded = column.dictionary_encode().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = pa.array([], pa.string()).dictionary_encode()
    values = encoded.dictionary.to_pylist()
    places = encoded.indices.fill_null(len(values)).to_numpy(zero_copy_only=False)
    return [*values, None], places.astype(np.int32)


def whole_numbers(column: Any) -> Ints:
    """Return a column of whole numbers, none of which is missing."""
    found: Ints = column.to_numpy()
    return found


def worded_ends(rows: pa.Table) -> list[tuple[int, str | None, str | None]]:
    """Return the numbers of those rows of which an end is written otherwise than its days say, with the texts of both."""
    begins, ends = _is_worded(rows, "from_text", "f1", "f2"), _is_worded(rows, "to_text", "t1", "t2")
    at = np.flatnonzero(begins | ends)
    if not len(at):
        return []
    chosen = rows.select(["id", "from_text", "to_text"]).take(pa.array(at)).to_pylist()
    sides = zip(chosen, begins[at].tolist(), ends[at].tolist(), strict=True)
    return [
        (row["id"], row["from_text"] if begin else None, row["to_text"] if end else None)
        for row, begin, end in sides
    ]


def _is_worded(rows: pa.Table, text: str, earliest: str, latest: str) -> Flags:
    texts, place = coded(rows[text])
    days = np.stack([whole_numbers(rows[earliest]), whole_numbers(rows[latest])], axis=1)
    # Of all rows with one text, those that have the days of one of them are looked at once.
    said = np.zeros((len(texts), 2), days.dtype)
    said[place] = days
    written = [edtf(*pair) for pair in said.tolist()]
    is_plain = np.array([is_ is None or is_ == by_days for is_, by_days in zip(texts, written, strict=True)])
    is_open = place == len(texts) - 1
    same: Flags = is_plain[place] & (is_open | (said[place] == days).all(axis=1))
    return ~same
