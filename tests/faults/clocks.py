"""The clock jumps forward and back and stands still: recorded times rise, answers stay, and who is ahead is told.

Run it as `python tests/faults/clocks.py [WRITES]`: so many writes, each after a jump.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

import tempodb
from faults.disk import written
from faults.running import Figures, Finding, run
from tempodb.base.clock import system_clock
from tempodb.temporal.instants import DAY, instant_text

BEGUN = 1_700_000_000_000_000
YEAR = 365 * DAY
JUMPS: tuple[Callable[[int, Random], int], ...] = (
    lambda now, _: now,
    lambda now, _: now + 1,
    lambda now, _: now - 1,
    lambda now, random: now + random.randrange(DAY),
    lambda now, random: now - random.randrange(DAY),
    lambda now, _: now + 2 * YEAR,
    lambda now, _: now - 3 * YEAR,
    lambda _, __: system_clock(),
    lambda _, __: 0,
)
CAPACITIES = ("acting", "substantive")
QUESTION = "holders of o/chair between 1900 and 2020"


class Answer(NamedTuple):
    """The instant that an answer names, and its rows."""

    known_at: str | None
    rows: list[tuple[object, ...]]


def answered(db: tempodb.Database, question: str = QUESTION) -> Answer:
    """Return what is answered."""
    answer = db.query(question)
    return Answer(answer.known_at, [(row.holder, row.capacity, row.from_, row.to) for row in answer])


def findings(folder: Path, writes: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong in a file."""
    yield from jumped(str(folder / "x.db"), written(folder, 0), writes, figures)


def jumped(place: str, file: Path, writes: int, figures: Figures) -> Iterator[Finding]:
    """Yield what went wrong in a new database at a place, which is opened again under each clock."""
    random, now, answers = Random(writes), BEGUN, list[Answer]()
    with tempodb.open(place, clock=lambda: BEGUN) as db:
        db.load(file)
    for number in range(writes):
        now = random.choice(JUMPS)(now, random)
        with tempodb.open(place, clock=lambda now=now: now) as db:
            answers.append(answered(db))
            db.run(
                f"record tenure of q in o/chair as {CAPACITIES[number % 2]} from {1900 + number % 90} to 1995"
            )
            answers.append(answered(db))
            figures.faults += 1
            figures.acknowledged += 1
            last = db.recorded()[0].recorded
            told = any("the clock says" in problem.message for problem in db.warnings())
            if told != (last - now > DAY):
                yield Finding(
                    "other", f"the clock says {now}, the last is of {last}, and that is told: {told}"
                )
            if answers[-1].known_at != instant_text(last):
                yield Finding("other", f"an answer after the write of {last} is of {answers[-1].known_at}")
    with tempodb.open(place) as db:
        yield from (
            Finding("half", str(problem)) for problem in db.verify() if "the clock" not in str(problem)
        )
        recorded = [transaction.recorded for transaction in reversed(db.recorded())]
        if len(recorded) != 1 + writes:
            yield Finding("lost", f"{writes} writes were acknowledged, and {len(recorded) - 1} are there")
        for before, after in pairwise(recorded):
            if before >= after:
                yield Finding("other", f"{after} is recorded after {before}")
        for answer in answers:
            if answered(db, f"{QUESTION} known at {answer.known_at}") != answer:
                yield Finding("half", f"the answer at {answer.known_at} has changed")
    print(f"{len(answers)} answers were asked again")


if __name__ == "__main__":
    run(findings, 200, "recorded times rose, no answer has changed, and a clock behind was told")
