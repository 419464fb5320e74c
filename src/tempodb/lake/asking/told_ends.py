"""Columns of Arrow as numbers and texts, and the ends in them that are written otherwise than their days say."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tempodb.execution.columns.arrays import Flags, Ints
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, edtf

DAYS_BEFORE_1970 = date(1970, 1, 1).toordinal()


def coded(column: Any) -> tuple[list[Any], Ints]:
    """Return the distinct values of a column, the last of which is None, and the place of each row's among them.

    >>> values, places = coded(pa.chunked_array([["b", None, "b"]]))
    >>> values, places.tolist()
    (['b', None], [0, 1, 0])
    """
    values, places = _distinct(column)
    return [*values.to_pylist(), None], places


def _distinct(column: Any) -> tuple[Any, Ints]:
    """Return the distinct values of a column as an array of Arrow, and the place of each row's, which is behind them where there is none."""
    encoded = column.dictionary_encode().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = pa.array([], pa.string()).dictionary_encode()
    places = encoded.indices.fill_null(len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    return encoded.dictionary, places.astype(np.int32)


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
    texts, place = _distinct(rows[text])
    days = np.stack([whole_numbers(rows[earliest]), whole_numbers(rows[latest])], axis=1)
    # Of all rows with one text, those that have the days of one of them are looked at once.
    said = np.zeros((len(texts) + 1, 2), days.dtype)
    said[place] = days
    is_plain = np.ones(len(said), np.bool_)
    is_plain[:-1] = _are_written(texts, said[:-1])
    is_open = place == len(texts)
    same: Flags = is_plain[place] & (is_open | (said[place] == days).all(axis=1))
    return ~same


def _are_written(texts: Any, days: Ints) -> Flags:
    """Return which of some texts are written as their days are.

    >>> _are_written(pa.array(["2001-05-03", "2001"]), np.array([[730608, 730608], [730608, 730608]])).tolist()
    [True, False]
    """
    earliest, latest = days.T
    is_day = (earliest == latest) & (earliest >= FIRST_DAY) & (earliest <= LAST_DAY)
    found = np.zeros(len(days), np.bool_)
    # Most are days, which Arrow writes in a fraction of the time.
    at, others = np.flatnonzero(is_day), np.flatnonzero(~is_day)
    written = pa.array((earliest[at] - DAYS_BEFORE_1970).astype(np.int32)).cast(pa.date32()).cast(pa.string())
    found[at] = pc.equal(texts.take(pa.array(at)), written).to_numpy(zero_copy_only=False)
    told = texts.take(pa.array(others)).to_pylist()
    found[others] = [text == edtf(*pair) for text, pair in zip(told, days[others].tolist(), strict=True)]
    return found
