"""A lake as a storage: it is read, and never written; implements `port.Storage`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, NoReturn

from tempodb.base.errors import InputError, TempodbError
from tempodb.base.progress import Progress, unwatched
from tempodb.base.shown_urls import shown_url
from tempodb.lake.asking.bringing import Bringing
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.snapshot import SqliteSnapshot

if TYPE_CHECKING:
    from pathlib import Path

    from tempodb.execution.allowance import Allowance
    from tempodb.store.engines.late_failures import Late
    from tempodb.store.engines.port import Snapshot


class LakeStorage:
    """The lake at a *path*, of which parts are brought as they are asked for."""

    driver_errors: tuple[type[Exception], ...] = driver.RAISED

    def __init__(self, path: str, bringing: Bringing) -> None:
        self.path = path
        self.bringing = bringing

    def exists(self) -> bool:
        """Return that there is something to read."""
        return True

    def refuse_missing(self) -> None:
        """Do nothing: the lake was found when it was opened."""

    @contextmanager
    def snapshot(self) -> Iterator[SqliteSnapshot]:
        """Give the state that was published."""
        with self.translated():
            yield self.bringing.replica.snapshot

    def glance(self) -> AbstractContextManager[SqliteSnapshot]:
        """Give the state that was published, which nobody locks."""
        return self.snapshot()

    def interrupted(self, allowance: Allowance) -> AbstractContextManager[None]:
        """Give up what is read in the block when its time is over."""
        return driver.Interrupted(self.bringing.replica.snapshot.connection, allowance)

    def translated(self) -> AbstractContextManager[None]:
        """Turn what the driver raises in the block into one clear error about the lake."""
        return driver.translated(self.path)

    def writing(self) -> NoReturn:
        """Refuse to write."""
        raise read_only(self.path)

    def compact(self, late: Late) -> NoReturn:
        """Refuse to write."""
        raise read_only(self.path)

    def observed(self, clock: int) -> NoReturn:
        """Refuse to look."""
        raise not_here(self.path)

    def fitness(self) -> NoReturn:
        """Refuse to look."""
        raise not_here(self.path)

    def make_fit(self, late: Late) -> NoReturn:
        """Refuse to write."""
        raise read_only(self.path)

    def beside(self, ending: str) -> None:
        """Return nothing: a lake is copied as files are."""

    def backup(self, to: Path, late: Late, progress: Progress = unwatched) -> NoReturn:
        """Refuse to copy."""
        raise not_here(self.path)

    def restore(self, state: Snapshot, late: Late, progress: Progress = unwatched) -> NoReturn:
        """Refuse to write."""
        raise read_only(self.path)

    def close(self) -> None:
        """Forget what was brought."""
        self.bringing.replica.snapshot.connection.close()


def read_only(path: str) -> TempodbError:
    """Return what is said of a write."""
    message = f"the lake {shown_url(path)} is read, and never written"
    hint = "write to the database that it was published from, and publish it anew"
    return InputError.of("lake", message, hint)


def not_here(path: str) -> TempodbError:
    """Return what is said to whoever looks after a lake as after a database."""
    message = f"{shown_url(path)} is a lake, which holds no log"
    hint = "ask the database that it was published from; `tempodb check-lake` looks over a lake"
    return InputError.of("lake", message, hint)
