"""On Spark, with two executors that are processes of their own, a lake answers as the database that it was published from.

It is run by `make lake`, which has an environment with Spark, and Java.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

import tempodb
from lake.asking import test_oracle_worlds_of_a_lake as oracle_worlds
from lake.asking.chores import killed_once, refused
from lake.asking.opened import NOW, opened, said, tell_all
from lake.asking.test_any_question_of_a_lake import SPREAD, drawn
from lake.asking.test_written_answers import rows_in
from lake.asking.two_executors import MASTER
from lake.lakes import csto, found_in, published, worsen
from oracle.asked_world import Loaded
from tempodb.api.lake_care import check_lake
from tempodb.base.errors import InputError, OperationalError
from tempodb.lake.asking.spark_crew import SparkCrew
from tempodb.lake.lake_places import lake_place
from tempodb.lake.publishing import publish

pytestmark = [
    pytest.mark.surroundings,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="there is no Spark: make lake"),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def crew() -> Iterator[SparkCrew]:
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    crew = SparkCrew(MASTER)
    yield crew
    crew.close()
    del os.environ["PYTHONPATH"]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[tempodb.Database, Path]]:
    folder = tmp_path_factory.mktemp("world")
    with tempodb.open(folder / "world.db", now=NOW) as db:
        tell_all(db, folder)
        db.engine.read(lambda snapshot: publish(snapshot, lake_place(str(folder / "lake")), 7))
        yield db, folder / "lake"


def test_spark_answers_as_the_database(crew: SparkCrew, world: tuple[tempodb.Database, Path]) -> None:
    db, folder = world
    seen = 0
    lake = opened(folder, crew)
    for question in (*SPREAD, *drawn("on Spark")):
        answer = said(db, question)

        assert said(lake, question) == answer, question
        seen += "rows" in answer and len(answer["rows"])

    assert seen


@pytest.mark.parametrize(
    "question",
    [
        "members of every organization ever",
        "count members of every organization by year",
        "changes in every organization between 1990 and 2010",
        "members of every organization as of 2003 order by from desc limit 20",
    ],
)
def test_what_spark_writes_is_what_the_database_answers(
    crew: SparkCrew, world: tuple[tempodb.Database, Path], tmp_path: Path, question: str
) -> None:
    db, folder = world

    assert opened(folder, crew).write_answer(question, tmp_path / "answer").rows
    assert rows_in(tmp_path / "answer") == db.query(question).to_arrow()


@pytest.mark.parametrize("drawn_as", oracle_worlds.DRAWN)
def test_spark_tells_what_is_counted_out_the_long_way(crew: SparkCrew, tmp_path: Path, drawn_as: str) -> None:
    versions = oracle_worlds.publish_world(drawn_as, tmp_path)
    world = Loaded(Random(f"on Spark, {drawn_as}"), versions, opened(tmp_path / "lake", crew))

    oracle_worlds.test_members(world)
    oracle_worlds.test_counts_and_their_sums(world)


def test_what_a_killed_worker_was_to_do_is_done_by_another(crew: SparkCrew, tmp_path: Path) -> None:
    mark = str(tmp_path / "killed")

    assert list(crew.each(killed_once, [mark] * 3)) == [mark] * 3
    assert Path(mark).exists()


def test_spark_finds_what_is_wrong_with_a_lake_in_the_same_order(crew: SparkCrew, tmp_path: Path) -> None:
    with csto() as db:
        published(db, tmp_path / "lake", 4)
    worsen(tmp_path / "lake")
    assert list(crew.each(len, ["a"])) == [1]
    found = found_in(tmp_path / "lake")

    assert len({problem.message for problem in found}) > 3
    # It is the session that there is.
    assert check_lake(tmp_path / "lake", engine="spark") == found


def test_what_is_asked_about_one_thing_waits_for_no_spark(tmp_path: Path) -> None:
    with csto() as db:
        published(db, tmp_path / "lake", 4)
    with tempodb.open_lake(tmp_path / "lake", engine="spark=spark://nowhere.invalid:7077") as lake:
        assert len(lake.query("members of CSTO as of 2006")) == 7


@pytest.mark.parametrize("master", ["nonsense", "sc://host", "host:7077", "yarn-client", "localhost"])
def test_what_is_no_master_is_refused_before_anything_starts(master: str) -> None:
    with pytest.raises(InputError, match="is no master of Spark"):
        SparkCrew(master)


def test_what_one_refuses_is_refused(crew: SparkCrew) -> None:
    with pytest.raises(InputError, match="two is none"):
        list(crew.each(refused, range(4)))


def test_what_fails_on_spark_is_told_in_words(crew: SparkCrew) -> None:
    with pytest.raises(OperationalError, match="Spark gave up: ValueError"):
        list(crew.each(int, ["no number"]))
