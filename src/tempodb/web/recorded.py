"""The transactions that there are, as a clock shows them."""

from __future__ import annotations

from typing import NamedTuple

import tempodb


class KnownTransactions(NamedTuple):
    """The transactions that there are, the first one first: their instants, and what each says of itself."""

    instants: tuple[int, ...]
    notes: tuple[str, ...]

    def number(self, known: int) -> int:
        """Return how many were recorded by an instant."""
        return sum(instant <= known for instant in self.instants)


def recorded_of(database: tempodb.Database) -> KnownTransactions:
    """Return the transactions of a database, the first one first."""
    found = database.recorded()[::-1]
    return KnownTransactions(
        tuple(one.recorded for one in found),
        tuple(one.note or (f"{one.dataset} loaded" if one.dataset else "") for one in found),
    )
