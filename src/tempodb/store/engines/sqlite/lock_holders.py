"""Which processes hold a lock on a file, as far as the system tells."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

LOCKS = Path("/proc/locks")
"""Where Linux lists all locks, https://man7.org/linux/man-pages/man5/proc_locks.5.html."""

_HELD = re.compile(
    # 1: POSIX ADVISORY WRITE 4711 08:01:9152 1073741824 1073742335; whoever waits for it has `->` before POSIX.
    r"^\d+: \w+ +\w+ +\w+ +(?P<process>\d+) (?P<major>[0-9a-f]+):(?P<minor>[0-9a-f]+):(?P<node>\d+) ",
    re.MULTILINE,
)


def holders(path: str) -> list[str]:
    """Return the names and numbers of other processes that hold a lock on the file at *path*; none where nothing tells.

    Nothing is opened for it: to close a file would give up what locks this process holds on it.
    """
    found: list[str] = []
    with suppress(OSError, ValueError):
        wanted = Path(path).stat()
        for held in _HELD.finditer(LOCKS.read_text(encoding="ascii")):
            device = os.makedev(int(held["major"], 16), int(held["minor"], 16))
            process = int(held["process"])
            if (device, int(held["node"])) == (wanted.st_dev, wanted.st_ino) and process != os.getpid():
                found.append(_named(process))
    return list(dict.fromkeys(found))


def _named(process: int) -> str:
    try:
        name = Path(f"/proc/{process}/comm").read_text(encoding="utf-8", errors="replace")
        return f"{name.strip()} (process {process})"
    except OSError:
        return f"process {process}"
