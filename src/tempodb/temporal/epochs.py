"""What was worked out of what is believed, and holds for all instants at which the same is believed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Generic, TypeVar

from tempodb.temporal.instants import FOREVER

T = TypeVar("T")

MOST = 100
"""How many epochs are kept."""


class Epochs(Generic[T]):
    """What holds from one recorded instant up to another.

    >>> epochs = Epochs[str]()
    >>> epochs.keep(15, [10, 20, 30], "from 10 to 20")
    'from 10 to 20'
    >>> epochs.at(10), epochs.at(20)
    ('from 10 to 20', None)
    """

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: list[tuple[int, int, T]] = []

    def at(self, instant: int) -> T | None:
        """Return what is known to hold at an instant, None if nothing is."""
        for since, until, held in self._known:
            if since <= instant < until:
                return held
        return None

    def keep(self, instant: int, changes: Collection[int], held: T) -> T:
        """Return what holds at an instant, and know it from the last of the *changes* up to the next one."""
        since = max((change for change in changes if change <= instant), default=-FOREVER)
        until = min((change for change in changes if change > instant), default=FOREVER + 1)
        del self._known[MOST - 1 :]
        self._known.append((since, until, held))
        return held
