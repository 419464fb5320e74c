"""What is made once in a process, however many threads ask for it first."""

from __future__ import annotations

# `threading` has it from there, and is for whoever makes threads; a question makes none.
from _thread import allocate_lock
from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar

T = TypeVar("T")


def once(make: Callable[[], T]) -> Callable[[], T]:
    """Return what gives what *make* makes, which is called once; `functools.cache` alone lets each thread call it.

    >>> number = once(lambda: object())
    >>> number() is number()
    True
    """
    lock, made = allocate_lock(), cache(make)

    @cache
    @wraps(make)
    def given() -> T:
        with lock:
            return made()

    return given
