"""Rows of a lake → all that was ever believed of a kind, as columns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from tempodb.execution.columns.arrays import Ints
from tempodb.execution.columns.belief_columns import BeliefColumns
from tempodb.lake.asking.replica import NUMBERED_IDS, Replica, filed_types
from tempodb.lake.asking.told_ends import coded, whole_numbers, worded_ends
from tempodb.model.kinds import Kind
from tempodb.store.reading.everything import RowsRead, columns_of_rows

NARROW_NUMBERS = ("f1", "f2", "t1", "t2", "claim", "id", "disputed")
WIDE_NUMBERS = ("recorded_from", "recorded_to")


def share_columns(kind: Kind, rows: pa.Table, replica: Replica) -> BeliefColumns:
    """Return rows of a kind as columns, in which entities have the numbers of a replica."""
    columns: dict[str, Ints] = {}
    for name, type_ in zip(NUMBERED_IDS, filed_types(kind), strict=True):
        columns[name] = replica.entities(type_, rows[name])
    for name in NARROW_NUMBERS:
        columns[name] = whole_numbers(rows[name]).astype(np.int32)
    for name in WIDE_NUMBERS:
        columns[name] = whole_numbers(rows[name])
    values, columns["value"] = coded(rows["value"])
    sources, columns["sources"] = coded(rows["sources"])
    # Nothing is missing there.
    return columns_of_rows(kind, RowsRead(columns, values[:-1], sources[:-1], worded_ends(rows)), replica.ids)
