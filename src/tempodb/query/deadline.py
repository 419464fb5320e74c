"""How long a query may take."""

from __future__ import annotations

from collections.abc import Callable

from tempodb.errors import QueryError


class Deadline:
    """Refuses to go on when *seconds* have passed since it was made, by a *timer* that counts seconds."""

    def __init__(self, seconds: float, timer: Callable[[], float]) -> None:
        self._seconds = seconds
        self._timer = timer
        self._end = timer() + seconds

    def check(self) -> None:
        """Refuse to go on after the deadline.

        Raises:
            QueryError: the time is over.

        """
        if self.is_over():
            raise QueryError.of(
                "too-slow",
                f"the query took longer than {self._seconds:g} seconds",
                "ask for less, or allow more time",
            )

    def is_over(self) -> bool:
        """Return whether the time is over."""
        return self._timer() > self._end
