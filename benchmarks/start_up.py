"""How long a program takes from its start to a first answer, or to its prompt, beside what it has to import."""

from __future__ import annotations

import os
import pty
import signal
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import tempodb
from benchmarks.measuring import Figure, ran
from benchmarks.peers.tempodb import COMMAND
from benchmarks.world import organization_id

RUNS = 9
LIMIT = 60.0
MEMBERS = f"members of {organization_id(2)} as of 2006"
PROMPT = b"tempo"
STANDARD = "import argparse, bisect, json, shutil, sqlite3, threading, typing, unicodedata"
"""What a cold question imports of Python's own: it cannot be there before."""
TERMINAL = "import prompt_toolkit, sqlite3"
"""What a prompt needs before its first line."""
SQLMODEL = "import sqlmodel"
"""What many programs that ask a database import first."""


def starts(database: Path, size: int) -> Iterator[Figure]:
    """Yield the median CPU time of fresh processes, after one run to warm caches."""
    small = database.with_name("csto.db")
    small.unlink(missing_ok=True)
    with tempodb.open(small) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
    commands: dict[str, tuple[str | Path, ...]] = {
        "cold query": (COMMAND, "--db", database, "query", MEMBERS),
        "cold query of the CSTO": (COMMAND, "--db", small, "query", "members as of 2006"),
        STANDARD: (sys.executable, "-c", STANDARD),
        SQLMODEL: (sys.executable, "-c", SQLMODEL),
    }
    for name, command in commands.items():
        runs = [ran(command, LIMIT) for _ in range(RUNS + 1)][1:]
        cpu, wall = (
            statistics.median(taken) for taken in zip(*((run.cpu, run.wall) for run in runs), strict=True)
        )
        peer = name if name.startswith("import") else "tempodb"
        yield Figure(name, peer, size, cpu, wall=wall, mebibytes=runs[0].mebibytes)
    prompts = [until_prompt(COMMAND, "--db", small) for _ in range(RUNS + 1)][1:]
    yield Figure("first prompt", "tempodb", size, statistics.median(prompts))
    bare = [ran((sys.executable, "-c", TERMINAL), LIMIT).cpu for _ in range(RUNS)]
    yield Figure(TERMINAL, TERMINAL, size, statistics.median(bare))


def until_prompt(*command: str | Path) -> float:
    """Return the CPU seconds that a program takes until it shows its prompt, in a terminal of its own."""
    program, terminal = pty.fork()
    if program == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(command[0], command)
    shown = b""
    while PROMPT not in shown:
        shown += os.read(terminal, 65_536)
    fields = Path(f"/proc/{program}/stat").read_text().rpartition(")")[2].split()
    os.kill(program, signal.SIGKILL)
    os.waitpid(program, 0)
    os.close(terminal)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
