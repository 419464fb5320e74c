"""How much one query may take: time, and room for what it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn, TypeVar

from tempodb.base.errors import QueryError

T = TypeVar("T")

SECONDS, MEGABYTES = 30.0, 300.0
"""What a query may take where nothing else is said."""
ROW_BYTES = 2_000
"""What a row takes from the scan to the screen, as measured."""
CELL_BYTES = 60
"""What a figure of a table takes, with what stands beside it."""
STEPS_A_SECOND = 200_000
"""How many pairs of facts are put together in a second, at least."""
STEPS_OF_A_CLAIM = 20
"""About how many steps it takes to put one claim of a key beside the others."""
BETWEEN_CHECKS = 256
MORE_TIME = "ask for less, or allow more with `--deadline`, in Python with `deadline=…`"
MORE_ROOM = "ask for less, or allow more with `--memory`, in Python with `memory=…`"


class Allowance:
    """What one query may take from now on: *seconds*, by a *timer* that counts them, and *megabytes*.

    What is known before work starts is refused then, with how much it would have been; the rest as it grows.
    """

    def __init__(self, seconds: float, megabytes: float, timer: Callable[[], float]) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._most = int(megabytes * 1_000_000 / ROW_BYTES)
        self._few = min(self._most, BETWEEN_CHECKS)
        self._timer = timer
        self._end = timer() + seconds

    def renewed(self) -> Allowance:
        """Return the same, from now on."""
        allowance = object.__new__(Allowance)
        allowance.__dict__.update(self.__dict__)
        allowance._end = self._timer() + self._seconds
        return allowance

    def check(self) -> None:
        """Refuse to go on after the deadline.

        Raises:
            QueryError: the time is over.

        """
        if self.is_over():
            self._refuse()

    def _refuse(self) -> NoReturn:
        raise QueryError.of("too-slow", f"the query took longer than {self._seconds:g} seconds", MORE_TIME)

    @property
    def milliseconds(self) -> int:
        """How long all of it may take."""
        return max(1, round(1000 * self._seconds))

    def is_over(self) -> bool:
        """Return whether the time is over."""
        return self._timer() > self._end

    def refuse_rows(self, count: int) -> None:
        """Refuse to hold so many rows, or more, at once.

        Raises:
            QueryError: there is no room for them.

        """
        if count > self._most:
            megabytes = count * ROW_BYTES / 1_000_000
            raise QueryError.of(
                "too-large",
                f"the query takes {count} rows or more, about {megabytes:.4g} MB, "
                f"and {self._megabytes:g} MB are allowed",
                MORE_ROOM,
            )

    def has_room(self, count: int, size: int) -> bool:
        """Return whether so many things, of so many bytes each, may be held at once."""
        return count * size <= self._megabytes * 1_000_000

    def most_cells(self) -> int:
        """Return how many figures of a table may be held at once."""
        return int(self._megabytes * 1_000_000 / CELL_BYTES)

    def refuse_cells(self, count: int) -> None:
        """Refuse to hold so many figures of a table, or more, at once.

        Raises:
            QueryError: there is no room for them.

        """
        if not self.has_room(count, CELL_BYTES):
            megabytes = count * CELL_BYTES / 1_000_000
            raise QueryError.of(
                "too-large",
                f"the answer has {count} cells or more, about {megabytes:.4g} MB, "
                f"and {self._megabytes:g} MB are allowed",
                MORE_ROOM,
            )

    def refuse_steps(self, count: int) -> None:
        """Refuse to begin work of so many steps, each of which looks at a fact beside another or beside a day.

        Raises:
            QueryError: they would not be done in time.

        """
        most = int(self._seconds * STEPS_A_SECOND)
        if count > most:
            raise QueryError.of(
                "too-large",
                f"the query would take {count} steps, and {most} are the most in {self._seconds:g} seconds",
                MORE_TIME,
            )

    def begin(self, count: int) -> None:
        """Refuse to begin work of so many steps that is not to be interrupted.

        Raises:
            QueryError: the time is over, or they would not be done in time.

        """
        if count >= BETWEEN_CHECKS:
            self.check()
        self.refuse_steps(count)

    def each(self, made: Iterable[T]) -> Iterable[T]:
        """Give what is made, as long as there are time and room for it.

        Raises:
            QueryError: the time is over, or the room is full.

        """
        # Few things that are there need one look.
        if isinstance(made, list) and 0 < len(made) <= self._few:
            # Every answer comes by here a dozen times, and calls of a line each would be a tenth of it.
            if self._timer() > self._end:
                self._refuse()
            return made
        return self._each(made)

    def _each(self, made: Iterable[T]) -> Iterator[T]:
        for count, one in enumerate(made, 1):
            if count % BETWEEN_CHECKS == 1:
                self.check()
            if count > self._most:
                self.refuse_rows(count)
            yield one
