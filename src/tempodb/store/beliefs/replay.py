"""The whole log → the beliefs that follow from it; and how those that are stored differ from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tempodb.base.collecting import uncollected
from tempodb.base.progress import Progress, unwatched
from tempodb.store.engines.port import Snapshot, WriteTransaction
from tempodb.store.log.stated_bodies import StatedBodies
from tempodb.store.schema.layout import COLUMNS, STORED_BY

if TYPE_CHECKING:
    from tempodb.store.beliefs.columns_of_rows import StoredRow
    from tempodb.store.beliefs.derived import DueTable, Tables

COMPARED_AT_ONCE = 10_000
"""How many rows are compared at a time."""


class Deviation(NamedTuple):
    """How many rows of a table do not follow from the log, and how many that follow it lacks."""

    extra: int
    lacking: int


def derive(
    snapshot: Snapshot, progress: Progress = unwatched, stated: Iterable[StatedBodies] | None = None
) -> Tables:
    """Return the tables that follow from the log, by their names; of what it *stated*, whoever read that gives it.

    Raises:
        ValueError: the log holds what this program never wrote; other errors where it cannot be read at all.

    """
    # They take NumPy, and most of what writes is small.
    from tempodb.store.beliefs.derived import derived_tables
    from tempodb.store.beliefs.logged_claims import read_log

    with uncollected():
        return derived_tables(read_log(snapshot, progress, stated))


def deviation(snapshot: Snapshot, table: str, due: DueTable) -> Deviation:
    """Return how a stored table differs from what it is *due* to be."""
    return Deviation(0, 0) if due.are_stored(snapshot) else _differing(snapshot, table, due.rows())


def _differing(snapshot: Snapshot, table: str, due: Iterator[StoredRow]) -> Deviation:
    """Return which rows differ, both in the order of the table's key."""
    stored = snapshot.stream(
        f"SELECT {', '.join(COLUMNS[table])} FROM {table} ORDER BY {', '.join(STORED_BY[table])}"
    )
    extra: set[StoredRow] = set()
    lacking: set[StoredRow] = set()
    while True:
        there, follows = list(islice(stored, COMPARED_AT_ONCE)), list(islice(due, COMPARED_AT_ONCE))
        if not there and not follows:
            return Deviation(len(extra), len(lacking))
        if there != follows:
            # Of two rows that are alike one may have come before the other.
            extra.update(there)
            lacking.update(follows)
            alike = extra & lacking
            extra -= alike
            lacking -= alike


def replay(transaction: WriteTransaction, progress: Progress = unwatched) -> int:
    """Bring the stored beliefs to those that follow from the log; return its number of transactions."""
    due_tables = derive(transaction, progress)
    with uncollected(), transaction.rewriting():
        for table, due in due_tables.items():
            if any(deviation(transaction, table, due)):
                transaction.execute(f"DELETE FROM {table}")
                transaction.insert(table, due.rows())
    return int(transaction.execute("SELECT count(*) FROM tx").fetchone()[0])
