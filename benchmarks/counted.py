"""Counts the work of each path, and fails where it has grown by a fifth: `make bench-check`.

Nothing here looks at a clock. The world is small and always the same, its instants are fixed, and what is counted
is the same each time: functions called, SQL statements run, and, where valgrind is installed, instructions.

    python -m benchmarks.counted           compare with counted.json
    python -m benchmarks.counted --write   write it anew
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import tempodb
from benchmarks.dataset_files import world_files
from benchmarks.peers.tempodb import COMMAND, TempoDB, instant_text, texts
from benchmarks.questions import Questions
from benchmarks.works import WORKS
from benchmarks.world import LAST_LOAD, World

BASELINE = Path(__file__).with_name("counted.json")
SIZE, FEW, QUESTIONS = 1_500, 100, 5
GROWN = 1.2
SLACK = 10
"""So few more are no growth, however few there were."""
VERSION = ".".join(platform.python_version_tuple()[:2])
"""Another Python calls other functions."""
SEEDED = {"PYTHONHASHSEED": "0", "TEMPODB_CONFIG": ""}
Counts = dict[str, dict[str, int]]


class Tally:
    """Counts calls of functions while it is asked to, and statements through whatever connection comes to be."""

    def __init__(self) -> None:
        self.statements = self.calls = 0
        self._opening: list[sqlite3.Connection] = []
        sys.addaudithook(self._watch)

    def of(self, work: Callable[[], object]) -> dict[str, int]:
        """Return what some work takes."""
        self._trace()
        self.statements = self.calls = 0
        sys.setprofile(self._called)
        try:
            work()
        finally:
            sys.setprofile(None)
        return {"calls": self.calls, "statements": self.statements}

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "sqlite3.connect/handle":
            self._opening.append(arguments[0])

    def _trace(self) -> None:
        """Count what new connections run, as soon as they are ready: while they tell of themselves, they are not."""
        with suppress(sqlite3.ProgrammingError):
            while self._opening:
                self._opening[-1].set_trace_callback(self._ran)
                self._opening.pop()

    def _ran(self, _text: str) -> None:
        self.statements += 1

    def _called(self, _frame: object, event: str, _argument: object) -> None:
        self.calls += event in {"call", "c_call"}
        if self._opening:
            self._trace()


def counts(folder: Path) -> Counts:
    """Return what each path takes."""
    keep_grammars(folder / "cache")
    files = world_files(World(SIZE), folder / "world")
    tally, database = Tally(), folder / "tempodb.db"
    db = tempodb.open(database, clock=lambda: LAST_LOAD + 1_000_000)
    first = [str(file) for file in files.first.files]
    at = instant_text(files.first.recorded_at)
    found = {"first load": tally.of(lambda: db.load(*first, recorded_at=at))}
    found["unchanged files"] = tally.of(lambda: db.load(*first))
    for load in files.loads[1:]:
        db.load(*load.files, recorded_at=instant_text(load.recorded_at))
    found["1 % changed"] = tally.of(lambda: db.load(*files.later))
    db.close()
    asked = Questions(files, QUESTIONS)
    # Each question twice: the first time, it may make what the others find.
    for work in WORKS:
        opened = partial(tempodb.open, database, now=instant_text(LAST_LOAD), deadline=600, memory=4_000)
        text = TempoDB.questions[work.name]
        said = [{n: t for n, t in texts(about).items() if f":{n}" in text} for about in work.about(asked)]

        def ask(db: tempodb.Database, text: str = text, said: list[dict[str, str]] = said) -> None:
            for parameters in said:
                db.query(text, **parameters).rows  # noqa: B018

        # What is imported late is not counted with the question that happens to be asked first.
        with opened() as db, suppress(tempodb.QueryError):
            ask(db)
        db = opened()
        try:
            found[f"{work.name}, at first"], found[work.name] = (
                tally.of(partial(ask, db)),
                tally.of(partial(ask, db)),
            )
        except tempodb.QueryError as error:
            print(f"{work.name}: {error.problems[0].message}", file=sys.stderr)
        db.close()
    with tempodb.open(database) as db:
        for name, upkeep in (
            ("verify", db.verify),
            ("rebuild", db.rebuild),
            ("export", lambda: db.export("part-00")),
        ):
            found[name] = tally.of(upkeep)
    peer, (first_of_all, *corrections) = TempoDB(folder), asked.corrections()
    # It imports what writes need.
    peer.correct(first_of_all)
    found["corrections"] = tally.of(lambda: deque(map(peer.correct, corrections), maxlen=0))
    peer.close()
    return found | instructions(folder)


def keep_grammars(folder: Path) -> None:
    """Have what is kept of the grammars lie in a *folder* of their own, made once.

    Where all programs keep it, one with another grammar puts its own in the place, and it is made anew.
    """
    os.environ["XDG_CACHE_HOME"] = str(folder)
    with tempodb.open(":memory:") as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        db.query("members of CSTO as of 2006")


def instructions(folder: Path) -> Counts:
    """Return how many instructions commands take, as valgrind counts them; nothing where it is missing.

    The load is of a smaller world: it takes the most by far, and valgrind a hundred times as long.
    """
    if not shutil.which("valgrind"):
        print("valgrind is missing, so no instructions are counted: apt install valgrind", file=sys.stderr)
        return {}
    old, new = folder / "tempodb.db", folder / "loaded.db"
    few = world_files(World(FEW), folder / "few").first.files
    commands: dict[str, tuple[str | Path, ...]] = {
        "cold query": (old, "query", "members of o2 as of 2006", "--deadline", "3600"),
        "cold snapshot": (old, "query", "members of every organization as of 2006", "--deadline", "3600"),
        "cold load": (new, "load", *few),
    }
    with ThreadPoolExecutor() as pool:
        counted = pool.map(lambda rest: _instructions(*rest), commands.values())
        return {name: {"instructions": number} for name, number in zip(commands, counted, strict=True)}


def _instructions(database: str | Path, *arguments: str | Path) -> int:
    command = (sys.executable, COMMAND, "--db", database, *arguments)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = partial(subprocess.run, capture_output=True, text=True, check=True, env=environment)
    # The first time, modules are compiled and grammars kept.
    run(command)
    if arguments[0] == "load":
        Path(database).unlink()
    done = run(("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command))
    found = re.search(r"Collected : (\d+)", done.stderr)
    assert found, done.stderr[-500:]
    return int(found[1])


def grown(before: Counts, after: Counts) -> Iterator[str]:
    """Yield what has grown by more than a fifth, and what is new.

    >>> list(grown({"a": {"calls": 100}, "b": {"calls": 3}}, {"a": {"calls": 121}, "b": {"calls": 9}}))
    ['a: 121 calls, 21 % more than 100']
    """
    for path, counted in after.items():
        for what, number in counted.items():
            old = before.get(path, {}).get(what)
            if old is not None and number > old * GROWN and number > old + SLACK:
                yield f"{path}: {number} {what}, {(number - old) * 100 // max(1, old)} % more than {old}"


def main() -> int:
    """Count, and compare or write."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        # Sets are gone through in the order of their hashes.
        os.execve(
            sys.executable, [sys.executable, "-m", "benchmarks.counted", *sys.argv[1:]], os.environ | SEEDED
        )
    with tempfile.TemporaryDirectory() as folder:
        found = counts(Path(folder))
    if "--write" in sys.argv:
        BASELINE.write_text(json.dumps({"python": VERSION, "paths": found}, indent=1) + "\n")
        return 0
    baseline = json.loads(BASELINE.read_text())
    if baseline["python"] != VERSION:
        print(
            f"counted.json is of Python {baseline['python']}, and this is {VERSION}: nothing to compare with"
        )
        return 0
    for path, counted in found.items():
        print(path, *(f"{number:,} {what}" for what, number in counted.items()), sep="   ")
    complaints = list(grown(baseline["paths"], found))
    print(*complaints, sep="\n", file=sys.stderr)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
