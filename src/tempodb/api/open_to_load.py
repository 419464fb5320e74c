"""A database into which files are loaded, and of which nothing is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tempodb.api.closing import Closing
from tempodb.api.loads import Loads
from tempodb.api.maintenance import Maintenance
from tempodb.api.opened_engine import opened_engine
from tempodb.store.loading.due_load import DueLoad

if TYPE_CHECKING:
    from tempodb.api.datasets import FilePath
    from tempodb.api.engine import Engine
    from tempodb.store.loading.files_to_load import FilesToLoad
    from tempodb.store.loading.planning import LoadPlanning
    from tempodb.store.log.transaction_info import TransactionInfo


class _OnlyLoad(DueLoad):
    """A load that is all that a program does, which keeps its memory once there is something to be planned."""

    def planning(self) -> LoadPlanning:
        # Files that are known again take little.
        from tempodb.base.kept_memory import keep_memory

        keep_memory()
        return super().planning()


class OpenToLoad(Loads, Maintenance, Closing):
    """What of a database a command takes that loads files: to import all that asks takes as long as to hash 8 MB."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def _due(self, files: FilesToLoad, info: TransactionInfo) -> DueLoad:
        return _OnlyLoad(files, info, self.engine.clock)


def open_to_load(location: FilePath, deadline: float, memory: float, clock: Callable[[], int]) -> OpenToLoad:
    """Return the database at *location*, a missing file of which is made by the first load; see `tempodb.open`.

    Raises:
        InputError: *location* names an engine that is not supported, or no file; or *deadline* or *memory* is none.

    """
    return OpenToLoad(opened_engine(location, None, deadline, memory, clock))
