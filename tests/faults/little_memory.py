"""There is too little memory, so much and so much: each is told, and the database is whole.

Run it as `python tests/faults/little_memory.py [SIZES]`: so many sizes of what is left, for each operation.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from faults.disk import OPERATIONS, WRITING, begun, digests, prepared, wrong
from faults.forks import attempted
from faults.running import Figures, Finding, run

LARGEST = 16_000_000
"""So many bytes more than this process has are enough for each operation."""
COMMANDS = (("query", "members of o"), ("load", "next.json"), ("verify",), ("erase", "pia", "--yes"))
SMALLEST_PROGRAM, LARGEST_PROGRAM = 40_000_000, 240_000_000
NOT_OURS = "OpenBLAS"
"""Who ends the program by himself where he has too little, as if a check had found something."""


def taken() -> int:
    """Return how many bytes of addresses this process has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def findings(folder: Path, sizes: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong."""
    template = folder / "template"
    template.mkdir()
    before, ends = digests(begun(template)), Counter[str]()
    for number in range(sizes):
        for operation in OPERATIONS:
            room = LARGEST * number**3 // sizes**3
            figures.faults += 1
            figures.acknowledged += len(before)
            for finding in operated(folder, template, operation, room, ends):
                yield finding.after(f"{operation}, {room} bytes more")
        for command in COMMANDS:
            size = SMALLEST_PROGRAM + (LARGEST_PROGRAM - SMALLEST_PROGRAM) * number // sizes
            figures.faults += 1
            figures.acknowledged += len(before)
            for finding in called(folder, template, command, size, ends):
                yield finding.after(f"tempodb {command[0]} with {size} bytes")
    print(", ".join(f"{count} {how}" for how, count in ends.items()))


def operated(
    folder: Path, template: Path, operation: str, room: int, ends: Counter[str]
) -> Iterator[Finding]:
    """Yield what went wrong in an operation for which there is so much room."""
    work = folder / "work"
    shutil.copytree(template, work)
    prepared(operation, work)
    before = digests(work / "x.db")

    def limited() -> None:
        most = taken() + room
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    ended = attempted(operation, work, beforehand=limited)
    # Where not even how it ended can be said, there is no word.
    ends[ended.how] += 1
    if ended.how == "fault" and "without a word" not in ended.said:
        yield Finding("other", f"it ended with {ended.said}")
    yield from wrong(work / "x.db", before, operation in WRITING)
    shutil.rmtree(work)


def called(
    folder: Path, template: Path, command: tuple[str, ...], size: int, ends: Counter[str]
) -> Iterator[Finding]:
    """Yield what went wrong in a command that may have so much in all."""
    work = folder / "work"
    shutil.copytree(template, work)
    before = digests(work / "x.db")
    limiting = f'ulimit -v {size // 1024} && exec {sys.executable} -m tempodb --db x.db "$@"'
    done = subprocess.run(
        ["sh", "-c", limiting, "sh", *command], cwd=work, capture_output=True, text=True, check=False
    )
    ends[f"exit {done.returncode}"] += 1
    # Less than Python itself needs is Python's to tell.
    is_ours = "Traceback" not in done.stderr or "/tempodb/" in done.stderr
    if done.returncode not in (0, 3) and is_ours and NOT_OURS not in done.stderr:
        yield Finding("other", f"exit {done.returncode}: {done.stdout[-200:]}{done.stderr[-500:]}")
    yield from wrong(work / "x.db", before)
    shutil.rmtree(work)


if __name__ == "__main__":
    if sys.platform != "linux":
        sys.exit(print("memory is limited on Linux alone"))
    run(findings, 8, "nothing was torn, and each was told in words")
