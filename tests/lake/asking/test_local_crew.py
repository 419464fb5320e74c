"""The processes of a machine answer as one process does, whatever happens to one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

import tempodb
from lake.asking.chores import interrupted, killed_always, killed_once, refused, square
from lake.asking.opened import NOW, AtOnce, opened, said
from tempodb.base.errors import InputError, OperationalError
from tempodb.lake.asking.local_crew import LocalCrew
from tempodb.lake.lake_places import lake_place
from tempodb.lake.publishing import publish

pytestmark = pytest.mark.surroundings

T = TypeVar("T")
QUESTIONS = (
    "members of every organization as of 2006 order by from desc limit 5",
    "count members of every organization by decade",
    "count distinct members of every organization by decade",
    "overlaps of members of every organization as of 1999",
    "compare members of every organization as of 1995 with as of 2010",
    "count members of every organization where organization is CSTO by year between 1990 and 2000",
)


def test_an_interruption_is_left_to_whoever_asks(capfd: pytest.CaptureFixture[str]) -> None:
    crew = LocalCrew(1)
    told = list(crew.each(interrupted, [0.01] * 3))
    crew.close()

    assert len(told) == 3 and len(set(told)) == 1
    assert capfd.readouterr() == ("", "")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("lake") / "lake"
    with tempodb.open(":memory:", now=NOW) as db:
        for fixture, told in (("csto", "2019-01-01"), ("un", "2020-01-01")):
            db.load(tempodb.bundled_fixture(f"{fixture}.yaml"), recorded_at=told)
        db.engine.read(lambda snapshot: publish(snapshot, lake_place(str(folder)), 4))
    yield folder


@pytest.fixture(autouse=True)
def _processes_know_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def test_processes_answer_as_one(lake: Path) -> None:
    with opened(lake, LocalCrew(2)) as several, opened(lake, AtOnce()) as one:
        for question in QUESTIONS:
            answer = said(one, question)

            assert answer["rows"], question
            assert said(several, question) == answer, question


def test_a_lake_that_is_named_from_here_is_found_from_elsewhere(
    lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Elsewhere(AtOnce):
        def each(self, do: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
            monkeypatch.chdir(tmp_path)
            return super().each(do, tasks)

    monkeypatch.chdir(lake.parent)
    with opened(Path("lake"), Elsewhere()) as asked:
        assert said(asked, QUESTIONS[0])["rows"]


def test_what_is_done_comes_in_the_order_of_the_tasks() -> None:
    crew = LocalCrew(2)

    assert list(crew.each(square, range(9))) == [number * number for number in range(9)]
    crew.close()


def test_what_a_killed_process_was_to_do_is_done_by_another(tmp_path: Path) -> None:
    crew, mark = LocalCrew(2), str(tmp_path / "killed")

    assert list(crew.each(killed_once, [mark] * 3)) == [mark] * 3
    crew.close()


def test_a_process_that_always_ends_is_told_of() -> None:
    crew = LocalCrew(1)

    with pytest.raises(OperationalError, match="a process ended"):
        list(crew.each(killed_always, [0]))
    crew.close()


def test_what_one_refuses_is_refused_and_the_others_go_on() -> None:
    crew = LocalCrew(2)

    with pytest.raises(InputError, match="two is none"):
        list(crew.each(refused, range(4)))
    assert list(crew.each(square, [3])) == [9]
    crew.close()
