"""What a run of a command is given from outside, so that nothing in it looks around by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TextIO

import tempodb
from tempodb.cli.output import Output

if TYPE_CHECKING:
    from tempodb import Database


class Surroundings(NamedTuple):
    """The streams of a run, any of which may be closed; its environment; its clock, in microseconds UTC."""

    input: TextIO | None
    results: TextIO | None
    errors: TextIO | None
    environment: Mapping[str, str]
    clock: Callable[[], int]


class Context(NamedTuple):
    """What a command works with: where it writes, and what surrounds it."""

    output: Output
    surroundings: Surroundings

    @property
    def is_conversation(self) -> bool:
        """Whether a person both types and reads."""
        given = self.surroundings.input
        return given is not None and given.isatty() and self.output.is_terminal

    def open(self, location: str | None, *, now: str | None = None, deadline: float = 30.0) -> Database:
        """Return the database at *location*, else at the one that the environment names, else the default.

        Raises:
            InputError: as `tempodb.open` says.

        """
        location = location or self.surroundings.environment.get("TEMPODB_DB") or "tempodb.db"
        return tempodb.open(location, now=now, deadline=deadline, clock=self.surroundings.clock)
