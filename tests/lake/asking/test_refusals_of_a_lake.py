"""What a lake cannot do is refused, with what to do instead; and it tells nothing of what it cannot know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tempodb
from lake.asking.opened import NOW, AtOnce, opened
from tempodb.api.opened_lake import OpenedLake
from tempodb.lake.lake_places import lake_place
from tempodb.lake.publishing import publish

CSTO = tempodb.bundled_fixture("csto.yaml")
REFUSED: dict[str, Callable[[OpenedLake], object]] = {
    "a write": lambda lake: lake.run("end membership of Armenia in CSTO from 2024-02-22"),
    "a transaction": lambda lake: lake.transaction().__enter__(),
    "a load": lambda lake: lake.load(CSTO),
    "a load that is foreseen": lambda lake: lake.preview(CSTO),
    "a trial": lambda lake: lake.trial().__enter__(),
    "an erasure": lambda lake: lake.erase("Valery Semerikov"),
    "an erasure that is foreseen": lambda lake: lake.preview_erasure("Valery Semerikov"),
    "an erasure in words": lambda lake: lake.run("erase Valery Semerikov"),
    "an undo": lambda lake: lake.undo(),
    "an undo that is foreseen": lambda lake: lake.preview_undo(),
    "beliefs derived anew": lambda lake: lake.rebuild(),
    "a log that is verified": lambda lake: lake.verify(),
    "erasures": lambda lake: lake.erasures(),
    "an export": lambda lake: lake.export(),
    "a folder": lambda lake: lake.export_folder("nowhere"),
    "a copy": lambda lake: lake.copy_to("nowhere"),
    "a backup": lambda lake: lake.backup("nowhere"),
    "a database put back": lambda lake: lake.restore("nowhere"),
    "care": lambda lake: lake.maintain(),
}


@pytest.fixture(scope="module")
def csto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("lake") / "lake"
    with tempodb.open(":memory:", now=NOW) as db:
        db.load(CSTO, recorded_at="2020-01-01")
        db.engine.read(lambda snapshot: publish(snapshot, lake_place(str(folder)), 3))
    yield folder


@pytest.mark.parametrize("what", REFUSED)
def test_what_only_a_database_does_is_refused_with_what_to_do_instead(csto: Path, what: str) -> None:
    with opened(csto, AtOnce()) as lake, pytest.raises(tempodb.InputError) as refusal:
        REFUSED[what](lake)

    (problem,) = refusal.value.problems
    assert "lake" in problem.message or what == "a database put back"
    assert problem.hint


@pytest.mark.parametrize("clause", ["known at 2021", "known at 2020-01-02"])
def test_what_was_known_after_it_was_published_is_not_guessed(csto: Path, clause: str) -> None:
    with opened(csto, AtOnce()) as lake, pytest.raises(tempodb.QueryError, match="a later instant"):
        lake.query(f"members of every organization as of 2006 {clause}")


@pytest.mark.parametrize("clause", ["", "known at today", "known at 2020-01-01T00:00:00Z", "known at 2019"])
def test_what_was_known_until_then_is_told(csto: Path, clause: str) -> None:
    with opened(csto, AtOnce()) as lake, tempodb.open(":memory:", now=NOW) as db:
        db.load(CSTO, recorded_at="2020-01-01")
        question = f"members of every organization as of 2006 {clause}"

        assert lake.query(question).as_dict() == db.query(question).as_dict()


@pytest.mark.parametrize("engine", ["", "duckdb", "local=2", "spark="])
def test_an_engine_that_there_is_not_is_refused(csto: Path, engine: str) -> None:
    with pytest.raises(tempodb.InputError, match="there is no engine"):
        tempodb.open_lake(csto, engine=engine)


def test_where_no_lake_is_none_is_opened(tmp_path: Path) -> None:
    with pytest.raises(tempodb.InputError, match="there is no lake"):
        tempodb.open_lake(tmp_path / "nowhere")


def test_names_are_offered_as_those_of_the_database(csto: Path) -> None:
    with opened(csto, AtOnce()) as lake, tempodb.open(":memory:", now=NOW) as db:
        db.load(CSTO, recorded_at="2020-01-01")

        assert sorted(lake.labels_beginning("kaza", 9), key=str) == sorted(
            db.labels_beginning("kaza", 9), key=str
        )
        assert sorted(lake.labels(), key=str) == sorted(db.labels(), key=str)
        assert lake.recorded() == db.recorded()
