"""Which processes hold a lock on a file, as far as the system tells."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

LOCKS = Path("/proc/locks")
"""Where Linux lists all locks, https://man7.org/linux/man-pages/man5/proc_locks.5.html."""


def holders(path: str) -> list[str]:
    """Return the names and numbers of other processes that hold a lock on the file at *path*; none where nothing tells.

    Nothing is opened for it: to close a file would give up what locks this process holds on it.
    """
    found: list[str] = []
    with suppress(OSError, ValueError):
        wanted = Path(path).stat()
        with LOCKS.open(encoding="ascii") as locks:
            for words in map(str.split, locks):
                # 1: POSIX ADVISORY WRITE 4711 08:01:9152 1073741824 1073742335
                process, (major, minor, node) = int(words[4]), words[5].split(":")
                device = os.makedev(int(major, 16), int(minor, 16))
                if (device, int(node)) == (wanted.st_dev, wanted.st_ino) and process != os.getpid():
                    found.append(_named(process))
    return list(dict.fromkeys(found))


def _named(process: int) -> str:
    try:
        name = Path(f"/proc/{process}/comm").read_text(encoding="utf-8", errors="replace")
        return f"{name.strip()} (process {process})"
    except OSError:
        return f"process {process}"
