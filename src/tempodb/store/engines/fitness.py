"""How large a database is, how much of that is idle, and what its engine plans by."""

from __future__ import annotations

from typing import NamedTuple


class Fitness(NamedTuple):
    """The bytes of a database, and in words how much of it is idle and which statistics there are.

    >>> before = Fitness(20_000_000, "8 MB are free", "none")
    >>> before._replace(size=12_000_000).size
    12000000
    """

    size: int
    idle: str
    statistics: str
