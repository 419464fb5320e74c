"""What is made of several things by several threads, ahead of whoever takes it one after the other."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from threading import Condition, Thread
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def made_ahead(make: Callable[[A], B], things: Sequence[A]) -> Generator[B, None, None]:
    """Yield what is made of each thing, in order; it is made by as many threads as there are processors to use.

    That pays where *make* lets go of the interpreter. What it raises comes in the place of what it would have
    made. Who takes no more, or is interrupted, waits for nobody: each thread ends with what it is at.

    >>> list(made_ahead(str.upper, "abc"))
    ['A', 'B', 'C']
    """
    waiting = deque(enumerate(things))
    made: dict[int, Callable[[], B]] = {}
    another = Condition()

    def work() -> None:
        while waiting:
            try:
                number, thing = waiting.popleft()
            except IndexError:
                # Another one has taken the last.
                return
            outcome = _outcome(make, thing)
            with another:
                made[number] = outcome
                another.notify()

    try:
        if not _is_shared(work, min(_processors(), len(things))):
            work()
        for number in range(len(things)):
            with another:
                while number not in made:
                    another.wait()
            yield made.pop(number)()
    finally:
        waiting.clear()


def _outcome(make: Callable[[A], B], thing: A) -> Callable[[], B]:
    try:
        made = make(thing)
    except BaseException as error:
        failure = error

        def fail() -> B:
            raise failure

        return fail
    return lambda: made


def _is_shared(work: Callable[[], None], threads: int) -> bool:
    """Return whether threads do the work; where the system has none to give, nobody does."""
    for count in range(threads):
        try:
            # Nothing has to wait for them at the end of a program.
            Thread(target=work, daemon=True).start()
        except RuntimeError:
            return count > 0
    return threads > 0


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        # Some systems do not tell which of them a process may use.
        return os.cpu_count() or 1
