"""What threads make ahead comes as if it had been made when it is taken."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from threading import Barrier, Event, Thread, main_thread

import pytest

from tempodb.base import made_ahead as ahead
from tempodb.base.made_ahead import made_ahead


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_processors", lambda: 2)


def test_two_are_made_at_once_and_come_in_order() -> None:
    both = Barrier(2, timeout=60)
    is_second_made = Event()

    def make(number: int) -> int:
        both.wait()
        if number == 0:
            is_second_made.wait(60)
        if number == 1:
            is_second_made.set()
        return number

    assert list(made_ahead(make, range(4))) == [0, 1, 2, 3]


def test_what_cannot_be_made_is_told_in_its_place() -> None:
    def make(number: int) -> float:
        return 6 / number

    found = made_ahead(make, [3, 2, 0, 1])

    assert [next(found), next(found)] == [2, 3]
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_what_nobody_takes_is_not_made() -> None:
    is_over, begun = Event(), list[int]()

    def make(number: int) -> int:
        begun.append(number)
        if number > 0:
            is_over.wait(60)
        return number

    found = made_ahead(make, range(9))
    assert next(found) == 0
    found.close()
    is_over.set()

    assert set(begun) <= {0, 1, 2}


@pytest.mark.skipif(os.name == "nt", reason="needs signals of POSIX")
def test_who_is_interrupted_waits_for_nobody() -> None:
    is_over, begun = Event(), list[int]()

    def make(number: int) -> int:
        begun.append(number)
        if number == 0:
            signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)
        is_over.wait(60)
        return number

    with pytest.raises(KeyboardInterrupt):
        next(made_ahead(make, range(9)))
    is_over.set()

    assert set(begun) <= {0, 1}


@pytest.mark.parametrize("things", [(), (1,), (1, 2, 3)])
def test_it_is_made_here_where_there_are_no_threads(
    monkeypatch: pytest.MonkeyPatch, things: Sequence[int]
) -> None:
    def refused(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refused)

    assert list(made_ahead(str, things)) == [*map(str, things)]
