"""What is made once is one thing to all threads that ask for it first."""

from __future__ import annotations

import time
from threading import Barrier, Thread

from tempodb.base.once import once


def test_threads_that_ask_at_the_same_time_are_given_the_same() -> None:
    made: list[object] = []
    given: list[object] = []
    barrier = Barrier(8)

    @once
    def thing() -> object:
        time.sleep(0.01)
        made.append(object())
        return made[-1]

    def ask() -> None:
        barrier.wait()
        given.append(thing())

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
    assert given == made * 8
