"""Servers that are started for one run and stopped after it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

SECONDS = 60


def unprivileged(name: str) -> dict[str, Any]:
    """Return how a server is started that refuses to be run by root: as user *name*, if this is root."""
    if os.geteuid():
        return {}
    user = pwd.getpwnam(name)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def home(user: dict[str, Any]) -> Path:
    """Return a new folder that belongs to a user, who may have no way into those of others."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    if user:
        os.chown(folder, user["user"], user["group"])
    return folder


class Server:
    """A process that serves once it can be connected to; its home goes when it is stopped."""

    def __init__(self, home: Path, command: Sequence[str | Path], user: dict[str, Any]) -> None:
        self._home, self._log = home, home / "log"
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output, cwd="/", **user)

    def connected(self, connect: Callable[[], Any], failure: type[Exception]) -> Any:
        """Return the first connection that is granted."""
        end = time.monotonic() + SECONDS
        while True:
            try:
                return connect()
            except failure:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(self._log.read_text()[-2_000:]) from None
                time.sleep(0.1)

    def stop(self) -> None:
        """Stop it as it wants to be stopped."""
        self.process.terminate()
        self.process.wait(SECONDS)
        shutil.rmtree(self._home)


def seconds_of(task: Path) -> float:
    """Return how many seconds of CPU a process or thread has had, from its folder below /proc."""
    return int((task / "schedstat").read_text().split()[0]) / 1e9
