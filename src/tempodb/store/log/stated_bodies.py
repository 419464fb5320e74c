"""What the log states, as it lies there: many bodies at a time, with their assertions and transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tempodb.store.engines.port import Snapshot
from tempodb.store.log.digests import StoredOperation

GIVEN_AT_ONCE = 5_000
"""How many bodies are given at a time."""
IS_STATED = "operation = 'state' AND claim IS NULL AND body IS NOT NULL"
"""The condition of SQL on what states something, and was not emptied."""


class StatedBodies(NamedTuple):
    """Some bodies that state something, each with the numbers of its assertion and its transaction."""

    numbers: Sequence[int]
    transactions: Sequence[int]
    bodies: Sequence[str]


class KeptBodies:
    """The bodies that somebody met who went through the whole log, so that nobody has to read them again.

    >>> kept = KeptBodies()
    >>> kept.keep(1, [(7, "state", None, "{}", "salt", ""), (8, "withdraw", 7, None, "salt", "")])
    >>> list(kept.given_up()), list(kept.given_up())
    ([StatedBodies(numbers=[7], transactions=[1], bodies=['{}'])], [])
    """

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._transactions: list[int] = []
        self._bodies: list[str] = []

    def keep(self, transaction: int, operations: Iterable[StoredOperation]) -> None:
        """Keep those of some operations that state something."""
        stating = [
            (number, body)
            for number, operation, claim, body, _, _ in operations
            if operation == "state" and claim is None and body is not None
        ]
        self._numbers += [number for number, _ in stating]
        self._bodies += [body for _, body in stating]
        self._transactions += [transaction] * len(stating)

    def given_up(self) -> Iterator[StatedBodies]:
        """Yield what was kept, which is gone in the end."""
        for first in range(0, len(self._numbers), GIVEN_AT_ONCE):
            last = first + GIVEN_AT_ONCE
            yield StatedBodies(
                self._numbers[first:last], self._transactions[first:last], self._bodies[first:last]
            )
        for column in (self._numbers, self._transactions, self._bodies):
            column.clear()


def stated_bodies(snapshot: Snapshot) -> Iterator[StatedBodies]:
    """Yield all that the log states, in its order."""
    rows = snapshot.stream(f"SELECT id, tx, body FROM assertion WHERE {IS_STATED} ORDER BY id")
    while some := list(islice(rows, GIVEN_AT_ONCE)):
        yield StatedBodies(*zip(*some, strict=True))
