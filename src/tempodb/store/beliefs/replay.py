"""The whole log → the beliefs that follow from it; and how those that are stored differ from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tempodb.base.collecting import uncollected
from tempodb.base.progress import Progress, in_parts, unwatched
from tempodb.model.claims import Claim
from tempodb.store.beliefs.derived import DerivedBeliefs, FollowingTable, LoggedAction
from tempodb.store.engines.port import Snapshot, WriteTransaction
from tempodb.store.log import entries
from tempodb.store.schema.layout import COLUMNS

_OPERATIONS = "SELECT id, operation, claim, body FROM assertion WHERE tx = ? ORDER BY id"
_BODY = "SELECT body FROM assertion WHERE id = ?"


class Deviation(NamedTuple):
    """How many rows of a table do not follow from the log, and how many that follow it lacks."""

    extra: int
    lacking: int


def derive(snapshot: Snapshot, progress: Progress = unwatched) -> dict[str, FollowingTable]:
    """Return the tables that follow from the log, by their names.

    Raises:
        ValueError: the log holds what this program never wrote; other errors where it cannot be read at all.

    """
    derived = DerivedBeliefs(lambda number: Claim.from_body(snapshot.execute(_BODY, (number,)).fetchone()[0]))
    recorded = {header.id: header.recorded for header, _ in entries.headers(snapshot)}
    sizes = entries.sizes(snapshot)
    if not sizes.keys() <= recorded.keys():
        raise ValueError("the log has assertions of no transaction")
    watched: Callable[[Iterable[LoggedAction]], Iterator[LoggedAction]] = in_parts(
        progress, sum(sizes.values()), "deriving"
    )
    with uncollected():
        for tx, at in recorded.items():
            derived.take_in(at, lambda tx=tx: watched(snapshot.execute(_OPERATIONS, (tx,))))  # type: ignore[misc]
    return derived.tables()


def deviation(snapshot: Snapshot, table: str, due: FollowingTable) -> Deviation:
    """Return how a stored table differs from what it is *due* to be."""
    stored = alike = 0
    for row in snapshot.execute(f"SELECT {', '.join(COLUMNS[table])} FROM {table}"):
        stored += 1
        alike += due.has(row)
    return Deviation(stored - alike, due.size - alike)


def replay(transaction: WriteTransaction, progress: Progress = unwatched) -> int:
    """Bring the stored beliefs to those that follow from the log; return its number of transactions."""
    for table, due in derive(transaction, progress).items():
        if any(deviation(transaction, table, due)):
            transaction.execute(f"DELETE FROM {table}")
            transaction.insert(table, due.rows())
    return int(transaction.execute("SELECT count(*) FROM tx").fetchone()[0])
