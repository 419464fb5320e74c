"""The disk is full, or a file may grow no more: each is told, the old data is whole, and work goes on once there is room.

Run it as `python tests/faults/full_disk.py [SIZES]`: so many sizes of what is left, for each operation.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tempodb
from faults.disk import OPERATIONS, WRITING, begun, digests, prepared, wrong
from faults.forks import attempted
from faults.running import Figures, Finding, run

KILOBYTE = 1024
LARGEST = 160 * KILOBYTE
"""So much room is enough for each operation."""


def full_disk_problem() -> str | None:
    """Return why no disk can be filled here, if none can."""
    if sys.platform != "linux" or os.geteuid():
        return "no disk can be mounted here"
    return None


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of memory at *folder*, and take it away again.

    Raises:
        OSError: it cannot be mounted.

    """
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=64m", "tempodb-test", str(folder)]
    if done := subprocess.run(mounting, capture_output=True, check=False).returncode:
        raise OSError(f"mount ended with {done}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def tried(
    folder: Path, template: Path, operation: str, room: int, limit: str
) -> Iterator[tuple[str, Finding | None]]:
    """Yield how an operation ended for which there is so much room, and all that went wrong."""
    work, ballast = folder / "work", folder / "ballast"
    shutil.copytree(template, work)
    prepared(operation, work)
    before = digests(work / "x.db")
    if limit == "disk":
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(shutil.disk_usage(folder).free - room, 1))

    def limited() -> None:
        if limit == "file":
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    ended = attempted(operation, work, beforehand=limited)
    yield ended.how, None
    if ended.how == "fault":
        yield "", Finding("other", f"it ended with {ended.said}")
    yield from (("", finding) for finding in wrong(work / "x.db", before, operation in WRITING))
    ballast.unlink(missing_ok=True)
    (work / "backup.db").unlink(missing_ok=True)
    try:
        with tempodb.open(work / "x.db") as db:
            db.run("record tenure of q in o/chair from 2010 to 2012")
    except tempodb.TempodbError as error:
        yield "", Finding("other", f"when there is room again: {error}")
    shutil.rmtree(work)


def all_tried(folder: Path, sizes: int, limit: str, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong with as many sizes of what is left."""
    template = folder / "template"
    template.mkdir()
    before, ends = len(digests(begun(template))), Counter[str]()
    for operation in OPERATIONS:
        for number in range(sizes):
            room = LARGEST * number // sizes
            figures.faults += 1
            figures.acknowledged += before
            for how, finding in tried(folder, template, operation, room, limit):
                ends.update([how] if how else [])
                if finding:
                    yield finding.after(f"{operation}, {room} bytes of room ({limit})")
    print(f"{limit}: " + ", ".join(f"{count} {how}" for how, count in ends.items()))


def findings(folder: Path, sizes: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong."""
    if problem := full_disk_problem():
        print(f"a full disk is left out: {problem}; no file may grow instead")
    else:
        with small_disk(folder / "disk") as disk:
            yield from all_tried(disk, sizes, "disk", figures)
    (folder / "files").mkdir()
    yield from all_tried(folder / "files", sizes, "file", figures)


if __name__ == "__main__":
    if not hasattr(os, "fork"):
        sys.exit(print("no processes can be forked here"))
    run(findings, 10, "each was told in words, nothing was torn, and work went on once there was room")
