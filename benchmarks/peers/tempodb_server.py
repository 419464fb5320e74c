"""tempodb over PostgreSQL 18: the same program, whose database lies on a server."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import tempodb
from benchmarks.dataset_files import Load, WorldFiles
from benchmarks.peers.postgresql_server import USER, PostgreSQLServer
from benchmarks.peers.servers import ServerClock
from benchmarks.peers.tempodb import LIMITS, TempoDB, instant_text


class TempoDBServer(TempoDB):
    """What is done in this process is counted, and what the server does for it."""

    name: ClassVar[str] = "tempodb on PostgreSQL"

    def __init__(self, folder: Path) -> None:
        self._server = PostgreSQLServer()
        socket = str(self._server.folder).replace("/", "%2F")
        self._db = tempodb.open(f"postgresql+psycopg://{USER}@{socket}/postgres", **LIMITS)
        self._clock = ServerClock(self._server.backends)

    def load(self, files: WorldFiles) -> int:
        """Load everything, as it was first stated."""
        self._load(files.first)
        return files.facts

    def prepare(self, files: WorldFiles) -> None:
        """Load all corrections."""
        for load in files.loads[1:]:
            self._load(load)
        self._server.connection.execute("VACUUM ANALYZE")

    def _load(self, load: Load) -> None:
        self._db.load(*load.files, recorded_at=instant_text(load.recorded_at))

    def cpu(self) -> float:
        """Add what the processes have taken that serve this program."""
        return self._clock.seconds()

    def close(self) -> None:
        """Close it, and stop the server."""
        self._db.close()
        self._server.stop()
