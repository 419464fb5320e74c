"""So many questions at once, each in a thread with a database of its own; the rest is told to wait."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

import tempodb

T = TypeVar("T")
MOST_ASKING = 8


class BusyError(Exception):
    """As many are asking as may."""


class Turns:
    """Hands out databases; the one that was given back last goes first, since it knows the most."""

    def __init__(self, open_: Callable[[], tempodb.Database], most: int = MOST_ASKING) -> None:
        self._open, self._left, self._lock = open_, most, Lock()
        self._free: list[tempodb.Database] = []

    async def take(self, work: Callable[[tempodb.Database], T]) -> T:
        """Return what *work* makes of a database, in a thread of its own.

        Raises:
            BusyError: as many work at once as may.

        """
        with self._lock:
            if not self._left:
                raise BusyError
            self._left -= 1
        try:
            return await run_in_threadpool(self._worked, work)
        finally:
            with self._lock:
                self._left += 1

    def _worked(self, work: Callable[[tempodb.Database], T]) -> T:
        with self._lock:
            database = self._free.pop() if self._free else None
        if database is None:
            database = self._open()
        try:
            return work(database)
        finally:
            with self._lock:
                self._free.append(database)

    def close(self) -> None:
        """Close the databases that nobody uses."""
        with self._lock:
            free, self._free = self._free, []
        for database in free:
            database.close()
