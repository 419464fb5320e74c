"""What is made once in a process, however many threads ask for it first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


def once(make: Callable[[], T]) -> Callable[[], T]:
    """Return what gives what *make* makes, which is called once; `functools.cache` alone lets each thread call it.

    >>> number = once(lambda: object())
    >>> number() is number()
    True
    """
    lock, made = Lock(), cache(make)

    @cache
    @wraps(make)
    def given() -> T:
        with lock:
            return made()

    return given
