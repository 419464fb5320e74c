"""What is asked of many things: in few statements, since each is a trip where the database lies on a server."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from tempodb.store.engines.port import Snapshot

T = TypeVar("T")

MOST_ASKED = 200
"""How many things are asked for in one statement, of a thousand parameters at most."""


def of_each(
    snapshot: Snapshot, sql: str, parameters: Sequence[object], asked: Iterable[object]
) -> Iterator[Any]:
    """Yield what a statement finds that ends with `IN`, of each of the things that are asked for."""
    for some in _parts(list(asked)):
        places = ", ".join("?" * len(some))
        yield from snapshot.execute(f"{sql} ({places})", (*parameters, *some)).fetchall()


def of_each_row(
    snapshot: Snapshot, columns: Sequence[str], sql: str, asked: Collection[Sequence[object]]
) -> Iterator[Any]:
    """Yield what a statement finds of a table `asked`, which has some columns and the rows that are asked for."""
    row = f"({', '.join('?' * len(columns))})"
    for some in _parts(list(asked)):
        rows = ", ".join([row] * len(some))
        said = f"WITH asked ({', '.join(columns)}) AS (VALUES {rows}) {sql}"
        yield from snapshot.execute(said, list(chain.from_iterable(some))).fetchall()


def _parts(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[at : at + MOST_ASKED] for at in range(0, len(things), MOST_ASKED))
