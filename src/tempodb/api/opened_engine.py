"""What reads and writes a database, made as a user asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tempodb.api.datasets import FilePath
from tempodb.api.engine import Engine
from tempodb.model.caller_values import limit_of, path_of
from tempodb.store.engines.locations import storage

if TYPE_CHECKING:
    from tempodb.temporal.given import DateLike


def opened_engine(
    location: FilePath, now: DateLike | None, deadline: float, memory: float, clock: Callable[[], int]
) -> Engine:
    """Return what reads and writes the database at *location*; see `tempodb.open`.

    Raises:
        DateError: *now* is neither a date nor an instant.
        InputError: *location* names an engine that is not supported, or no file; or *deadline* or *memory* is none.

    """
    deadline, memory = limit_of(deadline, "seconds"), limit_of(memory, "megabytes")
    frozen = None if now is None else known_instant(now, clock())
    return Engine(storage(path_of(location)), frozen, clock, deadline=deadline, memory=memory)


def known_instant(given: DateLike, present: int) -> int:
    """Return the instant at which the clock of questions is frozen.

    Raises:
        DateError: it is neither a date nor an instant.

    """
    from tempodb.temporal.instant_reader import read_known

    return read_known(given, present)
