"""What is known at present: looked up anew, beside the messages, whenever what it comes from has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from tempodb import Database
from tempodb.base.clock import timer
from tempodb.base.errors import TempodbError
from tempodb.language_server.worker import Worker
from tempodb.language_server.workspace_files import FileState, yaml_files
from tempodb.language_server.worlds import World, definitions, loaded, world_of

LOOK_EVERY = 1.0
"""After how many seconds it is looked at again whether files have changed."""
WAITED = 2.0
"""How many seconds whoever asks waits for names that are being looked up."""


class KnownWorld:
    """The names of a *database*, or else of the datasets beside what is open, which *open_* gives a database for."""

    def __init__(self, database: Database | None, open_: Callable[[str], Database]) -> None:
        self._database = database
        self._open = open_
        self._worker = Worker()
        self._state: tuple[object, ...] | None = None
        self._looked = float("-inf")
        self._looking: asyncio.Task[None] | None = None
        self.world = World(database or open_(":memory:"))

    async def renewed(self, near: Iterable[Path], roots: Iterable[Path], then: Callable[[], None]) -> World:
        """Return what is known, after a look whether something has changed; if so, *then* is done as soon as it is known.

        Nobody waits for long: what is known meanwhile is what was known before.
        """
        now = timer()
        if self._looking is None or self._looking.done():
            if now - self._looked < LOOK_EVERY:
                return self.world
            self._looked = now
            self._looking = asyncio.ensure_future(self._renew(tuple(near), tuple(roots), then))
        await asyncio.wait([self._looking], timeout=WAITED)
        return self.world

    def forget(self) -> None:
        """Look anew at once when it is asked for next: a file was saved."""
        self._looked = float("-inf")

    async def _renew(self, near: tuple[Path, ...], roots: tuple[Path, ...], then: Callable[[], None]) -> None:
        found = await self._worker.do(lambda: self._looked_up(near, roots))
        if found is not None:
            self.world = found
            then()

    def _looked_up(self, near: tuple[Path, ...], roots: tuple[Path, ...]) -> World | None:
        """Return what is known now, None where nothing has changed."""
        files = yaml_files(near, roots)
        try:
            return self._changed(files)
        except (TempodbError, OSError):
            # Whoever asks it a question is told.
            return None

    def _changed(self, files: tuple[FileState, ...]) -> World | None:
        recorded = None if self._database is None else self._database.last_recorded()
        state = (recorded, files)
        if state == self._state:
            return None
        database = self._database or loaded(files, self._open)
        found = world_of(database, definitions(files))
        self._state = state
        return found
