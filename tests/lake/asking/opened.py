"""A database and the lake that was published from it, asked the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import tempodb
from answers.tables.awkward_world import tell_awkward_world
from tempodb.api.lake_engine import LakeEngine
from tempodb.api.opened_lake import OpenedLake
from tempodb.lake.asking.lake_tables import LakeTables
from tempodb.temporal.instant_reader import read_known

T = TypeVar("T")
NOW = "2023-06-01T12:00:00Z"


class AtOnce:
    """Does what a crew does, here and one after the other."""

    def __init__(self) -> None:
        self.done = 0

    def each(self, do: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
        for task in tasks:
            self.done += 1
            yield do(task)

    def close(self) -> None:
        """There is nothing to let go of."""


def tell_all(db: tempodb.Database, folder: Path) -> None:
    """Tell a database a bit of everything, and correct it at several instants."""
    tell_awkward_world(db, folder, "a lake")
    for fixture, told in (("csto", "2019-01-01"), ("un", "2020-01-01")):
        db.load(tempodb.bundled_fixture(f"{fixture}.yaml"), recorded_at=told)
    db.run("record membership of tajikistan in csto as suspended from 2024 to 2025", recorded_at="2021")
    db.run("end membership of Armenia in CSTO from 2022-02-22", recorded_at="2022")
    db.erase("Valery Semerikov")


def opened(lake: Path, crew: Any, memory: float = 300, clock: Callable[[], int] = lambda: 0) -> OpenedLake:
    """Return a lake, asked at the same instant as the database."""
    now = read_known(NOW, read_known(NOW, 1 << 60))
    return OpenedLake(LakeEngine(str(lake), LakeTables.at(str(lake)), crew, now, clock, memory=memory))


def said(db: tempodb.Database, question: str) -> dict[str, Any]:
    """Return all of an answer, or all that is said of a refusal."""
    try:
        answer = db.query(question).as_dict()
    except tempodb.TempodbError as error:
        return {"refused": [problem.as_dict() for problem in error.problems]}
    if question.startswith("why"):
        # In which order reasons of an absence come depends on what was read before, in a database as well.
        answer["rows"] = sorted(answer["rows"], key=str)
    return answer
