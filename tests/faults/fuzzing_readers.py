"""Every reader is given what others could write, made of what was read and led by the lines that are reached.

Run it as `python tests/faults/fuzzing_readers.py [SECONDS] [READER…]`: so long for each, or for those alone. What is
found is kept in build/found; put into tests/fuzzing/found, it is tried by every test.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from faults.running import Figures, Finding, run
from fuzzing.readers import READERS
from fuzzing.searching import Search, kept_in, limit_memory

KEPT = Path("build/found")
PATIENCE = 60
"""Seconds that a process may take longer before it hangs."""


def searched(name: str, seconds: int, folder: Path) -> None:
    """Print what is found with one reader as JSON, a line each, and last the figures."""
    if sys.platform == "linux":
        limit_memory()
    search = Search(name, folder, seconds)
    for found in search.found(seconds=seconds):
        print(json.dumps(f"{name}: {found.said} (kept as {kept_in(KEPT, name, found)})"), flush=True)
    print(json.dumps([search.tried, search.lines, search.kept]))


def findings(folder: Path, seconds: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong with each reader, which has a process of its own."""
    for name in sys.argv[2:] or READERS:
        work = folder / name
        work.mkdir()
        program = [sys.executable, __file__, str(seconds), "--in", str(work), name]
        try:
            done = subprocess.run(
                program, stdout=subprocess.PIPE, text=True, timeout=seconds + PATIENCE, check=False
            )
            lines = [json.loads(line) for line in done.stdout.splitlines()]
        except subprocess.TimeoutExpired:
            lines = []
        if not lines or not isinstance(lines[-1], list):
            yield Finding("other", f"{name}: it hung or died, of what is now {work / 'last'}")
            (KEPT / f"{name}-last").write_bytes((work / "last").read_bytes())
            lines.append([0, 0, 0])
        tried, reached, kept = lines.pop()
        figures.faults += tried
        print(f"{name}: {tried} inputs reached {reached} lines, {kept} led on")
        yield from (Finding("other", line) for line in lines)


if __name__ == "__main__":
    if "--in" in sys.argv:
        searched(sys.argv[4], int(sys.argv[1]), Path(sys.argv[3]))
        sys.exit()
    run(findings, 60, "each was read, or refused in words")
