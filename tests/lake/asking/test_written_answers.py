"""An answer that is written by those who answer for the buckets has the rows of the one that is brought here, in their order."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pyarrow import concat_tables, parquet

import tempodb
from lake.asking.opened import NOW, AtOnce, opened, tell_all
from lake.asking.test_any_question_of_a_lake import drawn
from tempodb.api.opened_lake import OpenedLake
from tempodb.base.errors import InputError, OperationalError, QueryError, TempodbError
from tempodb.execution import view
from tempodb.lake.asking import answer_parts, answer_runs
from tempodb.lake.asking.local_crew import LocalCrew
from tempodb.lake.lake_places import lake_place
from tempodb.lake.publishing import publish

T = TypeVar("T")
EVERYBODY = "members of every organization as of 2003"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    with tempodb.open(folder / "world.db", now=NOW) as db:
        tell_all(db, folder)
        db.engine.read(lambda snapshot: publish(snapshot, lake_place(str(folder / "lake")), 7))
    return folder / "lake"


@pytest.fixture(autouse=True)
def _parts_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_runs, "ROWS_OF_A_BATCH", 20)
    monkeypatch.setattr(answer_parts, "ROWS_OF_A_PART", 70)


def rows_in(folder: Path) -> Any:
    """Return what the files of a folder hold, one behind the other."""
    return concat_tables([parquet.read_table(file) for file in sorted(folder.iterdir())])


def refusal_of(ask: Callable[[], object]) -> list[dict[str, Any]] | None:
    try:
        ask()
    except TempodbError as error:
        return [problem.as_dict() for problem in error.problems]
    return None


IN_ORDER = (
    "members of every organization as of 2003 order by from desc",
    "members of every organization as of 2003 order by sources, to desc, organization",
    "members of every organization as of 2003 order by certainty desc, duration desc",
    "members of every organization as of 2003 order by from limit 33",
    "members of every organization as of 2003 limit 0",
    "members of every organization as of 2003 limit 20",
    "members of every organization as of 2003 where age is unknown order by age",
    "members of every organization ever",
    "count members of every organization by year between 1990 and 2010 order by certain desc, period",
    "count members of every organization by year having certain > 3",
    "count members of every organization by year limit 21",
    "overlaps of members of every organization as of 2003 order by to desc limit 40",
    "members of every organization as of 1066",
    "members of every organization as of 2003 union (observers of every organization as of 2003) order by status",
    "members of every organization as of 2003 except (members of every organization as of 1995)",
    "count members of every organization by status",
    "history of members of every organization",
    "changes in every organization between 1999 and 2001",
    "first 3 members of every organization",
    "changes in every organization between 1990 and 2010",
    "changes in every organization order by date desc, party limit 60",
)


@pytest.mark.parametrize("seed", ["by rows", "by columns"])
def test_what_is_written_is_what_would_be_brought(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: str
) -> None:
    if seed == "by columns":
        monkeypatch.setattr(view, "FEW_CLAIMS", 0)
        asked = [*IN_ORDER[::3]]
    else:
        asked = [*IN_ORDER, *islice(drawn("written"), 0, None, 3)]
    parts, written_at_all = 0, 0
    with opened(world, AtOnce()) as lake:
        for number, question in enumerate(asked):
            to = tmp_path / f"{number}"
            refused = refusal_of(lambda question=question: lake.query(question).to_arrow())
            if refused is not None:
                assert refusal_of(lambda question=question, to=to: lake.write_answer(question, to)) == refused
                assert not to.exists()
                continue
            answer, written = lake.query(question), lake.write_answer(question, to)

            assert rows_in(to) == answer.to_arrow(), question
            assert (written.rows, written.notes) == (len(answer), answer.told), question
            assert written.empty_because == answer.empty_because
            assert written.files == tuple(sorted(file.name for file in to.iterdir()))
            parts += len(written.files)
            written_at_all += 1

    assert written_at_all > len(asked) / 2
    assert parts > 1.5 * written_at_all
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


class OneFails(AtOnce):
    """Fails at the task of a number."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at = at

    def each(self, do: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
        for done in super().each(do, tasks):
            if self.done == self._at:
                raise OperationalError.of("worker", "one failed")
            yield done


@pytest.mark.parametrize("at", [3, 7, 8, 10])
def test_what_fails_midway_leaves_nothing(world: Path, tmp_path: Path, at: int) -> None:
    (tmp_path / "answer").mkdir()
    with opened(world, OneFails(at)) as lake, pytest.raises(OperationalError, match="one failed"):
        lake.write_answer(EVERYBODY, tmp_path / "answer")

    assert [*tmp_path.rglob("*")] == [tmp_path / "answer"]


def test_an_answer_that_is_too_large_as_a_whole_is_not_written(world: Path, tmp_path: Path) -> None:
    asked = "count members of every organization by month between 1950 and 2020"
    with opened(world, AtOnce(), memory=0.5) as lake:
        with pytest.raises(QueryError, match="cells") as brought:
            lake.query(asked)
        with pytest.raises(QueryError) as written:
            lake.write_answer(asked, tmp_path / "answer")

    assert written.value.problems == brought.value.problems
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("name", ["file", "folder"])
def test_what_lies_there_stays(world: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("a file")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "part-00000.parquet").write_text("a part")
    before = {path: path.is_file() and path.read_text() for path in tmp_path.rglob("*")}
    with opened(world, AtOnce()) as lake, pytest.raises(InputError, match="is there already"):
        lake.write_answer(EVERYBODY, tmp_path / name)

    assert {path: path.is_file() and path.read_text() for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("asked", ["", "members of CSTO; members of UN", "use CSTO"])
def test_a_folder_holds_one_answer(world: Path, tmp_path: Path, asked: str) -> None:
    with opened(world, AtOnce()) as lake, pytest.raises(TempodbError):
        lake.write_answer(asked, tmp_path / "answer")

    assert [*tmp_path.iterdir()] == []


class KilledOnce:
    """Does a thing in a process that is killed the first time, after it was done."""

    def __init__(self, do: Callable[[Any], Any], mark: str) -> None:
        self._do = do
        self._mark = mark

    def __call__(self, task: Any) -> Any:
        done = self._do(task)
        if not os.path.exists(self._mark):  # noqa: PTH110 - a mark, and no path
            os.close(os.open(self._mark, os.O_CREAT))
            os.kill(os.getpid(), signal.SIGKILL)
        return done


class Deadly(LocalCrew):
    """Processes of which one is killed each time that something is done for all."""

    def __init__(self, marks: Path) -> None:
        super().__init__(2)
        self._marks = marks
        self.times = 0

    def each(self, do: Callable[[Any], T], tasks: Iterable[Any]) -> Iterator[T]:
        self.times += 1
        return super().each(KilledOnce(do, str(self._marks / f"{self.times}")), tasks)


@pytest.mark.surroundings
def test_workers_that_are_killed_change_nothing(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    (tmp_path / "marks").mkdir()
    crew = Deadly(tmp_path / "marks")
    with opened(world, AtOnce()) as here, opened(world, crew) as lake:
        lake.write_answer(EVERYBODY, tmp_path / "answer")

        assert rows_in(tmp_path / "answer") == here.query(EVERYBODY).to_arrow()
    assert crew.times > 1 and len([*(tmp_path / "marks").iterdir()]) == crew.times


def test_only_a_lake_writes_answers() -> None:
    with tempodb.open(":memory:") as db:
        assert not isinstance(db, OpenedLake)
        assert not hasattr(db, "write_answer")
