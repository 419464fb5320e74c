"""Three writers and two readers at once: every answer, asked again at the instant that it names, stays what it was.

Run it as `python tests/faults/readers_and_writers.py [WRITES]`: so many writes each writer makes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import tempodb
from faults.running import run

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

WRITERS, READERS = 3, 2
QUESTION = "members of o including any status as of 2011"
DATASET = {
    "tempodb": 1,
    "dataset": "d",
    "states": {f"m{writer}": {"name": f"Member {writer}"} for writer in range(WRITERS)},
    "organizations": {"o": {"name": "Org"}},
}


def write(path: Path, writer: int, writes: int) -> None:
    """Give one member so many statuses, one after the other, a transaction each."""
    with tempodb.open(path) as db:
        for turn in range(writes):
            status = ("member", "observer")[turn % 2]
            db.run(f"record membership of m{writer} in o as {status} from {2000 + turn % 10} to 2020")


def read(path: Path, over: Event, heard: Path) -> None:
    """Ask until all is *over*, and keep what each answer says and at which instant."""
    with tempodb.open(path) as db, heard.open("w", encoding="utf-8") as kept:
        while not over.is_set():
            print(json.dumps(said(db, QUESTION)), file=kept)


def said(db: tempodb.Database, question: str) -> list[object]:
    """Return the instant that an answer names, and its rows."""
    answer = db.query(question)
    return [answer.known_at, [[row.member, row.status, row.from_, row.to] for row in answer]]


def findings(folder: Path, writes: int) -> Iterator[str]:
    """Yield what went wrong in a database in *folder*; nothing if all promises were kept."""
    path, file = folder / "x.db", folder / "d.json"
    file.write_text(json.dumps(DATASET), encoding="utf-8")
    with tempodb.open(path) as db:
        db.load(file)
    processes = get_context("spawn")
    over = processes.Event()
    heard = [folder / f"heard-{reader}.jsonl" for reader in range(READERS)]
    readers = [processes.Process(target=read, args=(path, over, kept)) for kept in heard]
    writers = [processes.Process(target=write, args=(path, writer, writes)) for writer in range(WRITERS)]
    for process in (*readers, *writers):
        process.start()
    for process in writers:
        process.join()
    over.set()
    for process in readers:
        process.join()
    if any(process.exitcode for process in (*readers, *writers)):
        yield "a process failed"
    answers = [json.loads(line) for kept in heard for line in kept.read_text(encoding="utf-8").splitlines()]
    yield from changed(path, answers)
    with tempodb.open(path) as db:
        if (count := len(db.recorded())) != 1 + WRITERS * writes:
            yield f"{WRITERS * writes} writes were acknowledged, and {count - 1} were recorded"
        yield from db.verify()
    print(f"{len(answers)} answers beside {WRITERS * writes} writes were asked again")


def changed(path: Path, answers: list[list[object]]) -> Iterator[str]:
    """Yield each answer that is another when it is asked again."""
    with tempodb.open(path) as db:
        for answer in answers:
            if said(db, f"{QUESTION} known at {answer[0]}") != answer:
                yield f"the answer at {answer[0]} has changed"


if __name__ == "__main__":
    run(findings, 120, "no answer has changed, and nothing was lost")
