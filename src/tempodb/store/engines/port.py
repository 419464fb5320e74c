"""What the store asks of an engine.

The SQL texts of the store are those that every engine takes; a parameter stands in them as `?`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol


class Rows(Protocol):
    """What a statement found, read as it is asked for."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""


class Snapshot(Protocol):
    """One state of a database."""

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Rows:
        """Return what a statement finds."""
