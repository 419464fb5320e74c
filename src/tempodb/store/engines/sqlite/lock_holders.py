"""Which processes hold a lock on a file, as far as the system tells."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PROCESSES = Path("/proc")
"""Where Linux lists all processes, https://man7.org/linux/man-pages/man5/proc.5.html."""
LOCKS = PROCESSES / "locks"
"""Where it lists all locks, https://man7.org/linux/man-pages/man5/proc_locks.5.html."""

_HELD = re.compile(
    # 1: POSIX ADVISORY WRITE 4711 08:01:9152 1073741824 1073742335; whoever waits for it has `->` before POSIX.
    r"^\d+: \w+ +\w+ +(?P<kind>\w+) +(?P<process>\d+) (?P<major>[0-9a-f]+):(?P<minor>[0-9a-f]+):(?P<node>\d+) ",
    re.MULTILINE,
)
_STATE = re.compile(r"\) (\w) ")


class LockHolder(NamedTuple):
    """A process that holds a lock, and whether it may write meanwhile."""

    process: int
    writes: bool

    def __str__(self) -> str:
        try:
            name = (PROCESSES / f"{self.process}/comm").read_text(encoding="utf-8", errors="replace")
            return f"{name.strip()} (process {self.process})"
        except OSError:
            return f"process {self.process}"

    @property
    def is_stopped(self) -> bool:
        """Whether it was stopped, so that it lets nothing go until somebody continues it."""
        with suppress(OSError):
            said = (PROCESSES / f"{self.process}/stat").read_text(encoding="utf-8", errors="replace")
            # What it is called may hold anything, brackets among them.
            return _STATE.findall(said)[-1:] in (["T"], ["t"])
        return False


def holders(path: str) -> list[LockHolder]:
    """Return the other processes that hold a lock on the file at *path*; none where nothing tells.

    Nothing is opened for it: to close a file would give up what locks this process holds on it.
    """
    writes: dict[int, bool] = {}
    with suppress(OSError, ValueError):
        wanted = Path(path).stat()
        for held in _HELD.finditer(LOCKS.read_text(encoding="ascii")):
            device = os.makedev(int(held["major"], 16), int(held["minor"], 16))
            process = int(held["process"])
            if (device, int(held["node"])) == (wanted.st_dev, wanted.st_ino) and process != os.getpid():
                writes[process] = writes.get(process, False) or held["kind"] == "WRITE"
    return [LockHolder(process, kind) for process, kind in writes.items()]
