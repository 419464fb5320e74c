"""What a run of a command is given from outside, so that nothing in it looks around by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TextIO

import tempodb
from tempodb.base.errors import InputError
from tempodb.base.node import Node
from tempodb.cli.output import Output
from tempodb.settings import Settings

if TYPE_CHECKING:
    from argparse import Namespace

    from tempodb import Database
    from tempodb.api.maintenance import Maintenance
    from tempodb.api.open_to_load import OpenToLoad
    from tempodb.base.progress import Progress


class CliRuntime(Node):
    """The streams of a run, any of which may be closed; its environment; its clock, in microseconds UTC."""

    input: TextIO | None
    results: TextIO | None
    errors: TextIO | None
    environment: Mapping[str, str]
    clock: Callable[[], int]


class CliContext(Node):
    """What a command works with: where it writes, what surrounds it, and what the user set.

    Where the file of settings is `broken`, they are as they come.
    """

    output: Output
    runtime: CliRuntime
    settings: Settings
    broken: InputError | None

    @property
    def is_conversation(self) -> bool:
        """Whether a person both types and reads."""
        given = self.runtime.input
        return given is not None and given.isatty() and self.output.is_terminal

    def typed_line(self) -> str:
        """Return the next line of standard input, which is empty at its end."""
        given = self.runtime.input
        return "" if given is None else given.readline()

    def location(self, given: str | None) -> str:
        """Return where the database is: as *given*, else as the environment says, else the settings."""
        return given or self.runtime.environment.get("TEMPODB_DB") or self.settings.db

    def watching(self, errors: str) -> AbstractContextManager[Progress]:
        """Return what shows a person how far long work is, where *errors* are for people too."""
        from tempodb.cli.watching import watching

        return watching(self.runtime.errors, errors, self.runtime.environment)

    def warn(self, database: Maintenance) -> None:
        """Say beside the results what is doubtful about a database."""
        for problem in database.warnings():
            self.output.remark(problem)

    def open(
        self,
        location: str | None,
        *,
        now: str | None = None,
        deadline: float | None = None,
        memory: float | None = None,
    ) -> Database:
        """Return the database at *location*, else the one that is usual; so with *deadline* and *memory*.

        Raises:
            InputError: as `tempodb.open` says.

        """
        limits = self._limits({"deadline": deadline, "memory": memory})
        return tempodb.open(self.location(location), now=now, clock=self.runtime.clock, **limits)

    def open_to_load(self, location: str | None) -> OpenToLoad:
        """Return the database at *location*, else the one that is usual, for files to be loaded into.

        Raises:
            InputError: as `tempodb.open` says.

        """
        # Most commands ask.
        from tempodb.api.open_to_load import open_to_load

        limits = self._limits({"deadline": None, "memory": None})
        return open_to_load(self.location(location), clock=self.runtime.clock, **limits)

    def asked(self, options: Namespace) -> Database:
        """Return the database, or the lake, that is asked.

        Raises:
            InputError: as `tempodb.open` or `tempodb.open_lake` says, or both are given.

        """
        limits = {"deadline": options.deadline, "memory": options.memory}
        if options.lake is None:
            if options.engine is not None:
                raise InputError.of("argument", "--engine is of a lake", "add --lake LAKE")
            return self.open(options.db, now=options.now, **limits)
        if options.db is not None:
            raise InputError.of("argument", "--lake and --db are two to ask", "leave one of them out")
        given = {"now": options.now, "clock": self.runtime.clock, **self._limits(limits)}
        return tempodb.open_lake(options.lake, engine=options.engine or "local", **given)

    def _limits(self, given: Mapping[str, float | None]) -> dict[str, float]:
        """Return the limits that hold: those that are given, else those that are set."""
        set_ = {"deadline": self.settings.deadline, "memory": self.settings.memory}
        return {name: set_[name] if limit is None else limit for name, limit in given.items()}
