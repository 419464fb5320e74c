"""Servers that are started for one run and stopped after it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
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


def runnable(programs: Path, root: Path, folder: Path, user: dict[str, Any]) -> Path:
    """Return where a user may run the *programs* of a package below *root*: there, or in a copy in *folder*.

    Libraries lie in a folder beside the package that is called after it.
    """
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, cwd="/", **user)
    except PermissionError:
        inside = programs.relative_to(root)
        for package in root.glob(f"{inside.parts[0]}*"):
            shutil.copytree(package, folder / "installed" / package.name)
        return folder / "installed" / inside
    return programs


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


class ServerClock:
    """Tells the CPU time of this process and of the *tasks* that serve it, but for what looking itself takes."""

    def __init__(self, tasks: Callable[[], Iterable[Path]]) -> None:
        self._tasks = tasks
        self._looked = 0.0

    def seconds(self) -> float:
        """Return the seconds until now, with what the tasks still do after they have answered."""
        now, looked = time.process_time(), self._looked
        served = sum(map(_seconds_of, self._tasks()))
        self._looked += time.process_time() - now
        return now - looked + served


def _seconds_of(task: Path) -> float:
    """Return how many seconds of CPU a process or thread has had when it sleeps, from its folder below /proc."""
    # What it has had since it last slept is not told before it sleeps again.
    while (task / "stat").read_text().rpartition(") ")[2].startswith("R"):
        time.sleep(0)
    return int((task / "schedstat").read_text().split()[0]) / 1e9
