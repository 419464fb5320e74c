"""A program that loads, writes, erases, rebuilds, migrates and makes backups is killed at random instants, again and again.

Run it as `python tests/faults/kills.py [KILLS]`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import tempodb
from faults.disk import OPERATIONS, begun, digests, made_older, written, wrong
from faults.running import Figures, Finding, run

LONGEST = 0.4
"""The most seconds for which one lives."""


def work(folder: Path, seed: int, said: int) -> None:
    """Write without an end, and say each digest once it was acknowledged."""
    random, path = Random(seed), folder / "x.db"
    for turn in count(seed):
        operation = random.choice(list(OPERATIONS))
        if operation == "migrate":
            made_older(path)
        with tempodb.open(path) as db:
            if operation == "load":
                db.load(written(folder, turn % 900), allow_erased=True)
            elif operation in ("run", "migrate"):
                db.run(f"record tenure of q in o/chair from {1900 + turn % 100} to 2020")
            elif operation == "backup":
                (folder / "backup.db").unlink(missing_ok=True)
                db.backup(folder / "backup.db")
            elif operation in ("rebuild", "verify") or any(
                row.id == "pia" for row in db.query("show persons")
            ):
                OPERATIONS[operation](db, folder)
            os.write(said, (db.digest() + "\n").encode())


def killed(folder: Path, random: Random) -> list[str]:
    """Let one work for a while, and return what it said."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        # Python warns of other threads, which whoever calls this may have; the child uses none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            os.close(read)
            work(folder, random.randrange(10**6), write)
        except BaseException as error:
            os.write(write, f"fault {error!r}\n".encode())
        os._exit(1)
    os.close(write)
    time.sleep(random.random() * LONGEST)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read, encoding="utf-8") as said:
        return said.read().splitlines()


def findings(folder: Path, kills: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong."""
    path, random = begun(folder), Random(kills)
    acknowledged = digests(path)
    for number in range(kills):
        said = killed(folder, random)
        order = digests(path)
        figures.faults += 1
        for line in said:
            if line.startswith("fault"):
                yield Finding("other", f"kill {number}: {line}")
            elif line not in order:
                yield Finding("lost", f"kill {number}: the acknowledged {line} is lost")
            else:
                figures.acknowledged += 1
        yield from (each.after(f"kill {number}") for each in wrong(path, acknowledged, len(order)))
        acknowledged = order
    with tempodb.open(path) as db:
        (folder / "backup.db").unlink(missing_ok=True)
        db.backup(folder / "backup.db")
    yield from (Finding("other", f"{file.name} is left") for file in folder.glob(".*.tmp*"))
    print(f"{len(acknowledged)} transactions")


if __name__ == "__main__":
    if not hasattr(os, "fork"):
        sys.exit(print("no processes can be forked here"))
    run(findings, 60, "nothing was torn, half done or lost")
