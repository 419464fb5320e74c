"""Work that takes its time, done one after the other beside the messages; of what is asked anew, the last counts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class Worker:
    """A thread that carries out what it is given, and that nobody waits for in the end.

    What was cancelled before its turn is not begun.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        Thread(target=self._work, daemon=True).start()

    def do(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Return what will come of *work*, to be awaited in the loop that runs.

        >>> async def asked() -> int:
        ...     return await Worker().do(lambda: 2 + 2)
        >>> asyncio.run(asked())
        4
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def job() -> None:
            if future.cancelled():
                return
            try:
                found = work()
            except Exception as error:
                _told(loop, _fail, future, error)
            else:
                _told(loop, _succeed, future, found)

        self._jobs.put(job)
        return future

    def _work(self) -> None:
        while True:
            self._jobs.get()()


def _told(loop: asyncio.AbstractEventLoop, tell: Callable[..., None], *what: object) -> None:
    # Nobody listens any more where the loop is closed.
    if not loop.is_closed():
        loop.call_soon_threadsafe(tell, *what)


def _succeed(future: asyncio.Future[T], found: T) -> None:
    if not future.done():
        future.set_result(found)


def _fail(future: asyncio.Future[object], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
