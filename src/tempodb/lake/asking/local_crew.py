"""The processes of one machine, among which the buckets of a lake are shared out."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any, TypeVar, cast

from tempodb.base.errors import OperationalError

T = TypeVar("T")
ATTEMPTS = 3
"""How often something is tried whose process ends before it is done."""
WORKER = (sys.executable, "-m", "tempodb.lake.asking.crew_worker")
SURROUNDINGS = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OPENBLAS_NUM_THREADS": "1"}
"""What a process has that does one thing at a time: memory goes back when it is let go, and no threads wait for work."""


class LocalCrew:
    """Processes that are started when there is something to do, and end with whoever has them."""

    def __init__(self, size: int | None = None) -> None:
        self._size = size or len(os.sched_getaffinity(0))
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._all: list[_Process] = []

    def each(self, do: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
        """Yield what is done for each task, in their order.

        Raises:
            TempodbError: what one of them raises.
            OperationalError: a process ended again and again.

        """
        orders = list(tasks)
        while len(self._all) < min(self._size, len(orders)):
            process = _Process()
            self._all.append(process)
            self._idle.put(process)
        with ThreadPoolExecutor(self._size) as threads:
            done = [threads.submit(self._done, do, task) for task in orders]
            try:
                for each in done:
                    yield cast("T", each.result())
            finally:
                for each in done:
                    each.cancel()

    def _done(self, do: Callable[[Any], Any], task: Any) -> Any:
        process = self._idle.get()
        try:
            for _ in range(ATTEMPTS):
                try:
                    is_done, result = process.done(do, task)
                except (EOFError, BrokenPipeError, pickle.UnpicklingError):
                    # Whoever was killed has changed nothing: what he did is done anew.
                    process.restart()
                    continue
                if is_done:
                    return result
                raise result
        finally:
            self._idle.put(process)
        message = f"a process ended {ATTEMPTS} times before it had answered"
        raise OperationalError.of(
            "worker", message, "see whether memory runs out, or publish the lake in more buckets"
        )

    def close(self) -> None:
        """End the processes."""
        for process in self._all:
            process.end()
        self._all.clear()
        self._idle = SimpleQueue()


class _Process:
    """One of them."""

    def __init__(self) -> None:
        self._process = self._started()

    @staticmethod
    def _started() -> subprocess.Popen[bytes]:
        surroundings = SURROUNDINGS | os.environ
        return subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings)

    def done(self, do: Callable[[Any], Any], task: Any) -> tuple[bool, Any]:
        """Return whether something was done, and what it came to, or why not."""
        orders, results = self._process.stdin, self._process.stdout
        assert orders is not None
        assert results is not None
        pickle.dump((do, task), orders, pickle.HIGHEST_PROTOCOL)
        orders.flush()
        done: tuple[bool, Any] = pickle.load(results)
        return done

    def restart(self) -> None:
        """Begin anew with another."""
        self.end()
        self._process = self._started()

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.communicate()
