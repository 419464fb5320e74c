"""Reading writes nothing, and needs no right to write."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tempodb
from store.histories import SMALL, contents, load
from tempodb.store.reading.everything import RECTANGLES, WORDED
from tempodb.store.reading.reader import BY_KIND, CLEARED_SQL, COUNT_BY_KIND

QUESTIONS = [
    "members of o as of 1995",
    "members of o as of 1995 known at 2017",
    "periods of a in o including disputed",
    "names of o",
    "describe a",
    "show sources",
    "show transactions",
    "whether a is member of o as of 2000",
]


def read_all(path: Path) -> list[object]:
    with tempodb.open(path) as db:
        answers: list[object] = [list(db.query(question)) for question in QUESTIONS]
        return [*answers, db.export(), db.export(known_at="2017", format="json"), db.digest(), db.verify()]


def test_reading_changes_no_byte_and_makes_no_file(copy: Path) -> None:
    before = contents(copy.parent)

    answers = [read_all(copy) for _ in range(3)]

    assert contents(copy.parent) == before
    assert answers[0] == answers[1] == answers[2]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that everybody may enter, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="somebody else is played by a fork of this process")
def test_reading_takes_no_right_to_write(small: Path, open_folder: Path) -> None:
    path = Path(shutil.copy(small, open_folder / "x.db"))
    expected = read_all(path)
    path.chmod(0o444)
    open_folder.chmod(0o555)

    def read_as_nobody() -> int:
        if os.geteuid() == 0:
            # Root may write anywhere, so that only somebody else can tell.
            os.setgid(65534)
            os.setuid(65534)
        return int(os.access(path, os.W_OK) or read_all(path) != expected)

    with warnings.catch_warnings():
        # Python warns of other threads, which the runner of the tests may have; the child uses none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            os._exit(read_as_nobody())
        except BaseException:
            os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize(
    "name", ["a b.db", "a?mode=memory#c%20d.db", "'; x.db", "ü日本.db", "-x", ":memory", "file:x"]
)
def test_any_name_of_a_file_will_do(tmp_path: Path, plain_file: Path, name: str) -> None:
    with tempodb.open(tmp_path / name) as db:
        db.load(plain_file)

    with tempodb.open(tmp_path / name) as db:
        assert [row.id for row in db.query("show states")] == ["a"]
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_link_to_a_database_is_as_good_as_the_database(copy: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(copy)
    load(link, {**SMALL, "memberships": []})

    assert read_all(link) == read_all(copy)
    assert link.is_symlink()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells which files are open")
def test_a_closed_database_has_no_file_open(tmp_path: Path, plain_file: Path) -> None:
    path = tmp_path / "x.db"
    gc.disable()
    with tempodb.open(path) as db:
        db.load(plain_file)
        list(db.query("members of o"))
    files = [os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()]
    gc.enable()

    assert str(path.resolve()) not in files


ASKED: dict[str, Callable[[tempodb.Database, Path], object]] = {
    "query": lambda db, _: db.query("members of o"),
    "builder": lambda db, _: list(db.members("o").as_of("2006")),
    "session": lambda db, _: list(db.session().run("use o; members")),
    "load": lambda db, file: db.load(file),
    "preview": lambda db, file: db.preview(file),
    "export": lambda db, _: db.export(),
    "verify": lambda db, _: db.verify(),
    "digest": lambda db, _: db.digest(),
    "rebuild": lambda db, _: db.rebuild(),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("location", ["x.db", ":memory:"])
def test_a_closed_database_refuses_whatever_is_asked(
    tmp_path: Path, plain_file: Path, monkeypatch: pytest.MonkeyPatch, location: str, asked: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with tempodb.open(location) as db:
        db.load(plain_file)
        db.query("members of o")

    with pytest.raises(tempodb.InputError, match="the database is closed"):
        ASKED[asked](db, plain_file)

    db.close()


@pytest.mark.parametrize("location", ["", "sqlite://", "sqlite:///"])
def test_a_location_that_names_nothing_is_refused(location: str) -> None:
    with pytest.raises(tempodb.InputError, match="the location of the database is empty"):
        tempodb.open(location)


def test_a_url_within_a_url_is_refused() -> None:
    with pytest.raises(tempodb.InputError, match="a URL stands in the URL of the database"):
        tempodb.open("sqlite://" * 2000)


def test_files_are_named_to_be_read(tmp_path: Path) -> None:
    with tempodb.open(tmp_path / "x.db") as db:
        for read in (db.load, db.preview, tempodb.check):
            with pytest.raises(tempodb.InputError, match="no file is named"):
                read()

    assert list(tmp_path.iterdir()) == []


def test_a_url_of_a_database_in_memory_is_understood(plain_file: Path) -> None:
    with tempodb.open("sqlite:///:memory:") as db:
        db.load(plain_file)

        assert [row.id for row in db.query("show states")] == ["a"]


@pytest.mark.parametrize("sql", [RECTANGLES, WORDED, BY_KIND, COUNT_BY_KIND])
def test_all_of_a_kind_is_read_as_it_lies_and_by_no_index(small: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(small)) as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {sql}", [1] * sql.count("?")).fetchall()

    scans = [text for *_, text in steps if text.startswith(("SCAN", "SEARCH"))]
    assert len(scans) == 1
    assert "INDEX" not in scans[0]


def test_nobody_looks_through_what_was_loaded_for_what_was_cleared(small: Path) -> None:
    """Whoever asks why would wait for the whole log."""
    with contextlib.closing(sqlite3.connect(small)) as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {CLEARED_SQL}", [1] * 3).fetchall()

    looked = [text for *_, text in steps if text.startswith(("SCAN a", "SEARCH a "))]
    assert looked == ["SEARCH a USING INDEX ix_assertion_tx (tx=?)"]
