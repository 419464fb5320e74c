"""Beliefs of all kinds under some entities, or about some parties, as columns of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from tempodb.execution.columns.arrays import Flags, Ints
from tempodb.store.engines.port import Snapshot
from tempodb.temporal.instants import FOREVER

NUMBER_COLUMNS = (
    *("kind", "scope", "party", "other", "value", "sources", "f1", "f2", "t1", "t2"),
    *("since", "recorded_from", "recorded_to", "disputed", "claim", "id"),
)
ROWS_FILED = f"SELECT {', '.join(NUMBER_COLUMNS)} FROM belief WHERE {{}} IN ({{}})"
WORDED_ENDS = """SELECT id, from_text, to_text FROM belief
  WHERE (from_text IS NOT NULL OR to_text IS NOT NULL) AND {} IN ({})"""
ASKED_AT_ONCE = 500
"""For how many entities one statement asks."""
SINCE_THEN = f"""SELECT DISTINCT scope, party FROM belief
  WHERE recorded_from > ? OR (recorded_to > ? AND recorded_to < {FOREVER})
  OR claim IN (SELECT claim FROM assertion WHERE tx > ? AND claim IS NOT NULL)"""


class NumberedRows(NamedTuple):
    """Rectangles as columns, and of those whose ends are written otherwise than their days say, how."""

    columns: dict[str, Ints]
    worded: dict[int, tuple[str | None, str | None]]

    def __len__(self) -> int:
        return len(self.columns["id"])

    def of_kind(self, kind: int) -> NumberedRows:
        """Return those of one kind."""
        return self.taken(self.columns["kind"] == kind)

    def taken(self, chosen: Flags | Ints) -> NumberedRows:
        """Return some of the rows."""
        return NumberedRows({name: column[chosen] for name, column in self.columns.items()}, self.worded)


def read_under_scopes(snapshot: Snapshot, numbers: Sequence[int]) -> NumberedRows:
    """Return all that was ever believed under the entities of some numbers."""
    return _read(snapshot, "scope", numbers)


def read_about(snapshot: Snapshot, numbers: Sequence[int]) -> NumberedRows:
    """Return all that was ever believed about the parties of some numbers."""
    return _read(snapshot, "party", numbers)


def touched_since(snapshot: Snapshot, transaction: int, recorded: int) -> tuple[set[int], set[int]]:
    """Return under which entities, and about which parties, something is believed otherwise since a transaction."""
    pairs = snapshot.execute(SINCE_THEN, (recorded, recorded, transaction)).fetchall()
    return {scope for scope, _ in pairs}, {party for _, party in pairs}


def _read(snapshot: Snapshot, filed: str, numbers: Sequence[int]) -> NumberedRows:
    rows = chain.from_iterable(chain.from_iterable(_asked(snapshot, ROWS_FILED, filed, numbers)))
    found = np.fromiter(rows, np.int64).reshape(-1, len(NUMBER_COLUMNS))
    columns = {
        name: np.ascontiguousarray(column) for name, column in zip(NUMBER_COLUMNS, found.T, strict=True)
    }
    worded = chain.from_iterable(_asked(snapshot, WORDED_ENDS, filed, numbers))
    return NumberedRows(columns, {id_: (from_text, to_text) for id_, from_text, to_text in worded})


def _asked(snapshot: Snapshot, sql: str, filed: str, numbers: Sequence[int]) -> Iterator[list[Any]]:
    for start in range(0, len(numbers), ASKED_AT_ONCE):
        some = numbers[start : start + ASKED_AT_ONCE]
        yield snapshot.execute(sql.format(filed, ", ".join("?" * len(some))), some).fetchall()
