"""Where no days are named, all buckets count the same periods, whatever was guessed of how far they reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

import tempodb
from lake.asking.opened import NOW, AtOnce, opened, said
from lake.lakes import published
from tempodb.lake.asking.bucket_answers import stated_days

T = TypeVar("T")
BUCKETS = 5
WORLD = """
tempodb: 1
dataset: reaching
states: {a: {name: A}, b: {name: B}, c: {name: C}}
organizations:
  old: {name: Old, founded: 1949}
  new: {name: New}
  coming: {name: Coming}
  watched: {name: Watched}
memberships:
- {member: a, of: old, from: 1949, to: 1960}
- {member: b, of: old, from: unknown, to: 1955}
- {member: a, of: new, from: 2001}
- {member: b, of: new, from: 2001, to: 2040}
- {member: b, of: new, from: 2040}
- {member: c, of: coming, from: 2031-05}
- {member: c, of: watched, status: observer, from: 1931}
- {member: b, of: watched, from: 1999, to: 2003}
"""
GUESSES: dict[str, Callable[[tuple[int, ...]], tuple[int, ...]]] = {
    "as the rows say": lambda days: days,
    "nothing": lambda _: (),
    "too little": lambda _: (date(2000, 1, 1).toordinal(),),
    "too much": lambda _: (date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal()),
    "too late": lambda _: (date(1980, 1, 1).toordinal(), date(2100, 1, 1).toordinal()),
}
QUESTIONS = (
    "count members of every organization by year",
    "count members of every organization by decade where organization is Old",
    "count members of every organization by year order by possible desc, period limit 7",
    "count observers of every organization by year",
    "count members of every organization including any status by decade",
    "count certainly members of every organization by decade",
    "count members of every organization by day",
    "count distinct members of every organization by year",
    "sum of members of every organization by year where possible > 1",
    "sum of observers of every organization by year",
    "count suspended members of every organization by year",
    "count members of every organization by year known at 2010",
)


class Guessing(AtOnce):
    """Guesses how far buckets reach."""

    def __init__(self, guess: Callable[[tuple[int, ...]], tuple[int, ...]]) -> None:
        super().__init__()
        self._guess = guess

    def each(self, do: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
        for done in super().each(do, tasks):
            yield self._guess(done) if do is stated_days else done


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tempodb.Database, Path]]:
    folder = tmp_path_factory.mktemp("reaching")
    (folder / "world.yaml").write_text(WORLD, encoding="utf-8")
    with tempodb.open(":memory:", now=NOW) as db:
        db.load(folder / "world.yaml", recorded_at="2020-01-01")
        published(db, folder / "lake", BUCKETS)
        yield db, folder / "lake"


@pytest.mark.parametrize("guess", GUESSES)
def test_whatever_is_guessed_the_periods_are_those_of_all(
    world: tuple[tempodb.Database, Path], guess: str
) -> None:
    db, folder = world
    seen = 0
    with opened(folder, Guessing(GUESSES[guess])) as lake:
        for question in QUESTIONS:
            answer = said(db, question)

            assert said(lake, question) == answer, question

            seen += len(answer.get("rows", ()))

    assert seen


def test_buckets_are_looked_at_once_where_their_rows_say_how_far_they_reach(
    world: tuple[tempodb.Database, Path],
) -> None:
    crew = AtOnce()
    with opened(world[1], crew) as lake:
        assert lake.query(QUESTIONS[0])

    assert crew.done == 2 * BUCKETS
