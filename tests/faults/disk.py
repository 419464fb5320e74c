"""What the programs beside this share: the shim before the disk, a database to harm, and what may be left of it."""

from __future__ import annotations

import ctypes
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from errno import EIO, ENOSPC
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

import tempodb
from faults.running import Finding

KINDS = ("write", "sync", "truncate", "unlink", "create", "read")
SHORT = -1
"""The error of a write that writes half."""
ERRORS = {
    "write": (EIO, ENOSPC, SHORT), "sync": (EIO,), "truncate": (EIO,), "unlink": (EIO,),
    "create": (EIO, ENOSPC), "read": (EIO,),
}  # fmt: skip
PERSON = "Pia Persson"
NO_SHIM = "no C compiler here, or no LD_PRELOAD: nothing is known of the disk's own faults"


def states(turn: int) -> dict[str, Any]:
    """Return a dataset of which every fact is another in every turn."""
    members = {f"m{number}": {"name": f"Member {number} of all"} for number in range(20)}
    return {
        "tempodb": 1,
        "dataset": "d",
        "states": members,
        "persons": {"pia": {"name": PERSON}, "q": {"name": "Quentin"}},
        "organizations": {"o": {"name": "Org"}},
        "offices": {"o/chair": {"title": "Chair"}},
        "tenures": [{"holder": "pia", "office": "o/chair", "from": 1990, "to": 1995, "note": f"turn {turn}"}],
        "memberships": [{"member": member, "of": "o", "from": 1000 + turn} for member in members],
    }


def written(folder: Path, turn: int) -> Path:
    """Return the file of the dataset in one turn."""
    path = folder / f"{turn}.json"
    path.write_text(json.dumps(states(turn)), encoding="utf-8")
    return path


def begun(folder: Path) -> Path:
    """Return a database with a few transactions; and beside it the file of the next load, `next.json`."""
    path = folder / "x.db"
    with tempodb.open(path) as db:
        for turn in range(2):
            db.load(written(folder, turn))
        db.run("record tenure of q in o/chair from 1996 to 1998")
    written(folder, 2).rename(folder / "next.json")
    return path


OPERATIONS: dict[str, Callable[[tempodb.Database, Path], object]] = {
    "load": lambda db, folder: db.load(folder / "next.json"),
    "run": lambda db, _: db.run("record tenure of q in o/chair from 2000 to 2002"),
    "erase": lambda db, _: db.erase("pia"),
    "rebuild": lambda db, _: db.rebuild(),
    "backup": lambda db, folder: db.backup(folder / "backup.db"),
    "verify": lambda db, _: db.verify(),
    "migrate": lambda db, _: db.run("record tenure of q in o/chair from 2003 to 2005"),
}
"""What is done to the database, or to one of an older version."""
WRITING = ("load", "run", "erase", "migrate")
"""The operations that add a transaction."""
OLDER = ("DROP TABLE IF EXISTS file_text", "DROP INDEX IF EXISTS belief_id", "PRAGMA user_version = 3")


def made_older(path: Path) -> None:
    """Make the file of an older version out of one of this version, in one transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("BEGIN IMMEDIATE", *OLDER, "COMMIT"):
        connection.execute(statement)
    connection.close()


def prepared(operation: str, folder: Path) -> None:
    """Make the database what the operation is done to."""
    if operation == "migrate":
        made_older(folder / "x.db")


def digests(path: Path) -> list[str]:
    """Return the digest of every transaction.

    Raises:
        TempodbError: the database cannot be read.

    """
    from tempodb.store.log import entries

    with tempodb.open(path) as db:
        return db.engine.read(lambda connection: [digest for _, digest in entries.headers(connection)])


def wrong(path: Path, acknowledged: list[str], most: int = 1) -> Iterator[Finding]:
    """Yield what is wrong with a database of which some digests were *acknowledged*, and *most* others may be there."""
    try:
        with tempodb.open(path) as db:
            yield from (Finding("half", str(problem)) for problem in db.verify())
        found = digests(path)
    except tempodb.TempodbError as error:
        yield Finding("half", f"it cannot be read: {error}")
        return
    if found[: len(acknowledged)] != acknowledged:
        message = f"of {len(acknowledged)} acknowledged transactions some are lost: there are {len(found)}"
        yield Finding("lost", message)
    if len(found) > len(acknowledged) + most:
        message = f"there are {len(found)} transactions, and {len(acknowledged)} were acknowledged"
        yield Finding("other", message)
    litter = [file.name for file in path.parent.iterdir() if re.search("-(wal|shm)$", file.name)]
    if litter:
        yield Finding("other", f"there is {litter}")


# --- the shim -----------------------------------------------------------------------------------------------


@cache
def _compiler() -> str | None:
    return None if sys.platform != "linux" else which("cc") or which("gcc") or which("clang")


def has_shim() -> bool:
    """Return whether programs can be run behind the shim."""
    return _compiler() is not None


def behind_shim(program: str, folder: Path, *arguments: str, trace: Path | None = None) -> str:
    """Return what a Python *program* prints that is run behind the shim, which watches *folder*."""
    library = folder.parent / "shim.so"
    if not library.exists():
        source = Path(__file__).with_name("shim.c")
        compiler = _compiler()
        assert compiler is not None
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True
        )
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "SHIM_FOLDER": str(folder.resolve()),
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    if trace is not None:
        environment["SHIM_TRACE"] = str(trace)
    done = subprocess.run(
        [sys.executable, program, *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


class Shim:
    """The shim as a program behind it sees it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)

    def arm(self, kind: str | None = None, at: int = 0, error: int = 0, *, for_good: bool = False) -> None:
        """Count anew, and let the operation number *at* of a kind fail, or all from there on."""
        self._library.shim_arm(KINDS.index(kind) if kind else -1, ctypes.c_long(at), error, int(for_good))

    def counts(self) -> dict[str, int]:
        """Return how many operations of each kind there were."""
        return {kind: self._library.shim_count(number) for number, kind in enumerate(KINDS)}

    def say(self, text: str) -> None:
        """Leave a mark in the trace."""
        self._library.shim_say(text.encode())
