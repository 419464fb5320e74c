"""How much room the disk of a server has, which it tells nobody: the system does where it runs on this machine."""

from __future__ import annotations

from pathlib import Path
from shutil import disk_usage

from tempodb.base.sizes import size_text
from tempodb.store.engines.observations import ROOM, Observation
from tempodb.store.engines.postgres.connections import Connection

# Whoever may not know where the server keeps its data finds nothing there, and no error.
_WHERE = """SELECT coalesce(nullif(pg_tablespace_location(d.dattablespace), ''), s.setting)
  FROM pg_database d, pg_settings s WHERE d.datname = current_database() AND s.name = 'data_directory'"""
NOBODY_TELLS = "how much room is on the server's disk it does not tell: look there, where its data lies"
PROCESSES = Path("/proc")
"""Where a system lists what runs on it, if it does."""


def server_room(connection: Connection, size: int) -> Observation:
    """Return what is observed of the room on the server's disk, beside a database of a *size* in bytes."""
    free = _free(connection)
    if free is None:
        return Observation("space", NOBODY_TELLS)
    found = f"there is room for {size_text(free)} more on the server's disk"
    if free >= size + ROOM:
        return Observation("space", found)
    hint = "make some: after an erasure the tables are written anew, which needs as much again as they have"
    return Observation("space", found, hint)


def _free(connection: Connection) -> int | None:
    where = connection.told(_WHERE).fetchone()
    if where is None or not _is_here(connection):
        return None
    try:
        return disk_usage(where[0]).free
    except OSError:
        return None


def _is_here(connection: Connection) -> bool:
    """Return whether what serves the connection is a process of this machine: a socket may lead into another one."""
    driver = connection.driver
    try:
        name = (PROCESSES / str(driver.info.backend_pid) / "comm").read_text()
    except OSError:
        return False
    return driver.info.host.startswith("/") and name.strip() == "postgres"
