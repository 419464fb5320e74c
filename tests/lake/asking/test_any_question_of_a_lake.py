"""Whatever is asked, a lake of however many buckets answers as the database that it was published from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

import tempodb
from lake.asking.opened import NOW, AtOnce, opened, said, tell_all
from oracle.thoroughness import rounds
from store.engines.any_questions import Asker
from tempodb.execution import view
from tempodb.lake.lake_places import lake_place
from tempodb.lake.publishing import publish

BUCKETS = (1, 2, 7, 64)
QUESTIONS = 8
EVERY = "every organization"
SPREAD = (
    "members of every organization as of 2003 order by from desc limit 9",
    "count members of every organization by year between 1995 and 2005",
    "count distinct members of every organization by decade",
    "sum of members of every organization by year",
    "sum of members of every organization by year between 1995 and 2005",
    "members of every organization as of 2003 where certainty is possible",
    "overlaps of members of every organization as of 2001",
    "compare members of every organization as of 1998 with as of 2004",
    "count members of every organization including any status by status by decade",
    "count members of every organization by representing",
    "count distinct members of every organization including any status by status by year between 1995 and 2005",
    "sum of members of every organization including any status by status by decade",
    "count (members of every organization union (observers of every organization)) by decade between 1990 and 2005",
    "changes in every organization between 1999 and 2001",
    "changes in every organization including disputed order by organization_name limit 40",
    "first 3 members of every organization",
    "last 5 members of every organization including any status where certainty is possible limit 3",
    "longest serving 2 members of every organization between 1999 and 2004",
    "oldest 3 members of every organization as of 2003 where age is unknown or age > 40",
    "history of members of every organization between 1999 and 2003",
    "history of (members of every organization except (members of csto))",
    "members of every organization as of 2003 except (members of every organization as of 2004)",
)
GATHERED = ("count first 3 members of every organization", "duration of members of every organization")
"""Asked of everything, and answered at one place."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tempodb.Database, Path]]:
    """Return a world with a bit of everything, told and corrected at several instants, and where its lakes are."""
    folder = tmp_path_factory.mktemp("world")
    with tempodb.open(folder / "world.db", now=NOW) as db:
        tell_all(db, folder)
        for buckets in BUCKETS:
            place = lake_place(str(folder / f"{buckets}"))
            db.engine.read(lambda snapshot, place=place, buckets=buckets: publish(snapshot, place, buckets))
        yield db, folder


def drawn(seed: str) -> Iterator[str]:
    """Yield questions of every sort, as many of which are about every organization."""
    yield from islice(Asker(Random(seed)).questions(), len(rounds(QUESTIONS)))
    every = (question for question in Asker(Random(f"{seed} every")).questions() if EVERY in question)
    yield from islice(every, len(rounds(QUESTIONS)))


@pytest.fixture(scope="module")
def answers(world: tuple[tempodb.Database, Path]) -> dict[str, dict[str, Any]]:
    """Return what the database answers to what is asked of lakes of any number of buckets."""
    return {question: said(world[0], question) for question in (*SPREAD, *GATHERED)}


@pytest.mark.parametrize("buckets", BUCKETS)
def test_each_bucket_is_asked_what_all_together_answer_as_the_database(
    world: tuple[tempodb.Database, Path], answers: dict[str, dict[str, Any]], buckets: int
) -> None:
    asked_of_buckets, crew = set[str](), AtOnce()
    with opened(world[1] / str(buckets), crew) as lake:
        for question, answer in answers.items():
            before = crew.done

            assert said(lake, question) == answer, question

            if crew.done >= before + buckets:
                asked_of_buckets.add(question)

    assert asked_of_buckets == {*SPREAD}
    assert all("rows" in answer for answer in answers.values())


@pytest.mark.parametrize("seed", ["by rows", "by columns"])
@pytest.mark.parametrize("buckets", BUCKETS)
def test_a_lake_answers_as_the_database(
    world: tuple[tempodb.Database, Path], monkeypatch: pytest.MonkeyPatch, buckets: int, seed: str
) -> None:
    if "columns" in seed:
        monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    db, folder = world
    came_of_it = Counter[str]()
    with opened(folder / str(buckets), AtOnce()) as lake:
        for question in drawn(f"{seed} {buckets}"):
            answer = said(db, question)

            assert said(lake, question) == answer, question

            came_of_it["refused" if "refused" in answer else "rows" if answer["rows"] else "no rows"] += 1

    assert came_of_it["rows"] > came_of_it.total() / 6


def test_a_lake_gives_the_dates_that_the_database_does(
    world: tuple[tempodb.Database, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "FEW_CLAIMS", 0)
    db, folder = world
    with opened(folder / "7", AtOnce()) as lake:
        rows = 0
        for question in SPREAD:
            arrow = db.query(question).to_arrow()

            assert lake.query(question).to_arrow() == arrow, question
            rows += arrow.num_rows
    assert rows
