"""A database that was closed, of which nothing can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from tempodb.base.errors import InputError
from tempodb.base.progress import Progress, unwatched

if TYPE_CHECKING:
    from pathlib import Path

    from tempodb.execution.allowance import Allowance
    from tempodb.store.engines.late_failures import Late
    from tempodb.store.engines.port import Snapshot


class ClosedStorage:
    """Refuses all that is asked of a storage; implements `port.Storage`."""

    driver_errors: tuple[type[Exception], ...] = ()

    def __init__(self, path: str) -> None:
        self.path = path

    def exists(self) -> NoReturn:
        """Refuse to look."""
        self.refuse_missing()

    def refuse_missing(self) -> NoReturn:
        """Refuse.

        Raises:
            InputError: always.

        """
        raise InputError.of("closed", "the database is closed", "open it again")

    def snapshot(self) -> NoReturn:
        """Refuse to read."""
        self.refuse_missing()

    def glance(self) -> NoReturn:
        """Refuse to read."""
        self.refuse_missing()

    def observed(self, clock: int) -> NoReturn:
        """Refuse to look."""
        self.refuse_missing()

    def interrupted(self, allowance: Allowance) -> NoReturn:
        """Refuse to read."""
        self.refuse_missing()

    def writing(self) -> NoReturn:
        """Refuse to write."""
        self.refuse_missing()

    def translated(self) -> NoReturn:
        """Refuse to write."""
        self.refuse_missing()

    def compact(self, late: Late) -> NoReturn:
        """Refuse to write."""
        self.refuse_missing()

    def fitness(self) -> NoReturn:
        """Refuse to read."""
        self.refuse_missing()

    def make_fit(self, late: Late) -> NoReturn:
        """Refuse to write."""
        self.refuse_missing()

    def beside(self, ending: str) -> NoReturn:
        """Refuse to write."""
        self.refuse_missing()

    def backup(self, to: Path, late: Late, progress: Progress = unwatched) -> NoReturn:
        """Refuse to read."""
        self.refuse_missing()

    def restore(self, state: Snapshot, late: Late, progress: Progress = unwatched) -> NoReturn:
        """Refuse to write."""
        self.refuse_missing()

    def close(self) -> None:
        """Do nothing more."""
