"""Copies of a database: kept sets of them, and the way back, whatever happens on it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest

import tempodb
from postgres_server import new_schema
from store.histories import run
from tempodb.api.kept_backups import LIST
from tempodb.base.progress import unwatched
from tempodb.store.engines.sqlite import backup as copying
from tempodb.store.engines.sqlite import restoring

T = TypeVar("T")
CSTO = tempodb.bundled_fixture("csto.yaml")
QUESTION = "members of icmec including any status as of 2011"
WRITE = "record membership of uzbekistan in icmec as observer from 2010 to 2012"


@pytest.fixture
def lost(tmp_path: Path) -> Path:
    """Return a database with a backup `b.db` beside it, and one transaction more."""
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(CSTO)
        db.backup(tmp_path / "b.db")
        db.run(WRITE)
    return path


def digest(path: Path | str) -> str:
    with tempodb.open(path) as db:
        assert db.verify() == []
        return db.digest()


def restored(path: Path | str, backup: Path, **how: bool) -> None:
    with tempodb.open(path) as db:
        db.restore(backup, **how)


# --- the way back -------------------------------------------------------------------------------------


def test_a_backup_takes_the_place_of_what_is_lost_or_there_or_empty(lost: Path, tmp_path: Path) -> None:
    kept = tmp_path / "b.db"
    (tmp_path / "empty.db").touch()
    for name in ("x.db", "new.db", "empty.db"):
        restored(tmp_path / name, kept, overwrite=True)

        assert digest(tmp_path / name) == digest(kept)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b.db", "empty.db", "new.db", "x.db"]


def test_who_has_the_database_open_goes_on_with_the_backup(lost: Path) -> None:
    with tempodb.open(lost) as other, tempodb.open(lost) as db:
        assert len(other.query(QUESTION)) == 1
        db.restore(lost.with_name("b.db"), overwrite=True)

        assert len(other.query(QUESTION)) == 0
        other.run(WRITE)
        assert len(db.query(QUESTION)) == 1
    assert lost.stat().st_mode & 0o777 == 0o600
    digest(lost)


def test_nothing_is_replaced_unless_that_is_said(lost: Path) -> None:
    before = digest(lost)

    with pytest.raises(tempodb.InputError, match="already"):
        restored(lost, lost.with_name("b.db"))

    assert digest(lost) == before


def test_a_damaged_database_is_written_over(lost: Path) -> None:
    with lost.open("r+b") as file:
        file.seek(5000)
        file.write(b"\x37" * 20_000)
    with pytest.raises((tempodb.OperationalError, AssertionError)):
        digest(lost)

    restored(lost, lost.with_name("b.db"), overwrite=True)

    assert digest(lost) == digest(lost.with_name("b.db"))


def forged(lost: Path) -> Path:
    kept = lost.with_name("b.db")
    run(kept, "UPDATE assertion SET body = replace(body, '1992', '1993')")
    return kept


def newer(lost: Path) -> Path:
    kept = lost.with_name("b.db")
    connection = sqlite3.connect(kept)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    return kept


def cut(lost: Path) -> Path:
    kept = lost.with_name("b.db")
    os.truncate(kept, 50_000)
    return kept


def no_database(lost: Path) -> Path:
    return Path(shutil.copy(CSTO, lost.with_name("b.yaml")))


UNFIT: dict[str, tuple[Callable[[Path], Path], type[tempodb.TempodbError]]] = {
    "altered": (forged, tempodb.OperationalError),
    "of a newer version": (newer, tempodb.OperationalError),
    "cut off": (cut, tempodb.OperationalError),
    "no database": (no_database, tempodb.OperationalError),
    "missing": (lambda lost: lost.with_name("none.db"), tempodb.InputError),
    "itself": (lambda lost: lost, tempodb.InputError),
}


@pytest.mark.parametrize(("unfit", "error"), UNFIT.values(), ids=UNFIT)
def test_an_unfit_backup_is_refused_and_what_is_there_stays(
    lost: Path, unfit: Callable[[Path], Path], error: type[tempodb.TempodbError]
) -> None:
    before = lost.read_bytes()

    with pytest.raises(error):
        restored(lost, unfit(lost), overwrite=True)

    assert lost.read_bytes() == before


def a_text(path: Path) -> None:
    path.write_text("what I know of the CSTO\n" * 100)


def another_programs(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()


@pytest.mark.parametrize("occupy", [a_text, another_programs])
def test_what_is_no_database_of_ours_is_not_written_over(lost: Path, occupy: Callable[[Path], None]) -> None:
    occupy(lost)
    before = lost.read_bytes()

    with pytest.raises(tempodb.OperationalError, match=r"move it away|not a tempodb database"):
        restored(lost, lost.with_name("b.db"), overwrite=True)

    assert lost.read_bytes() == before


@pytest.mark.parametrize("lock", ["BEGIN; SELECT count(*) FROM tx", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_database_in_use_is_not_replaced(lost: Path, lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "IN_USE_SECONDS", 0.2)
    before = lost.read_bytes()
    other = sqlite3.connect(lost, isolation_level=None)
    begin, _, then = lock.partition("; ")
    other.execute(begin)
    held = other.execute(then) if then else None

    with pytest.raises(tempodb.OperationalError, match="in use by") as told:
        restored(lost, lost.with_name("b.db"), overwrite=True)

    assert told.value.problems[0].code == "locked"
    assert held is None or held.fetchone()
    other.close()
    assert lost.read_bytes() == before


def test_a_backup_is_restored_to_an_empty_schema_of_a_server(lost: Path) -> None:
    url, kept = new_schema(), lost.with_name("b.db")
    restored(url, kept)

    assert digest(url) == digest(kept)
    with pytest.raises(tempodb.InputError, match="already"):
        restored(url, kept, overwrite=True)
    with pytest.raises(tempodb.InputError, match="no backup"):
        tempodb.open(lost).restore(url, overwrite=True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="what is killed is a fork of this process")
def test_whoever_is_killed_while_he_restores_leaves_what_was_there_or_the_backup(lost: Path) -> None:
    kept, random, seen = lost.with_name("b.db"), Random(7), set()
    old, new = lost.read_bytes(), digest(kept)
    before = digest(lost)
    # The first takes its time to import.
    restored(lost, kept, overwrite=True)
    begun = time.perf_counter()
    restored(lost, kept, overwrite=True)
    whole = time.perf_counter() - begun
    for turn in range(24):
        lost.write_bytes(old)
        dying = os.fork()
        if not dying:
            try:
                # Every page is a place to die at, and so is every moment.
                copying.PAGES_AT_ONCE = 1
                with tempodb.open(lost) as db:
                    db.restore(kept, overwrite=True, progress=Dying(turn) if turn < 12 else unwatched)
            finally:
                os._exit(0)
        if turn >= 12:
            time.sleep(random.random() * whole * 1.5)
            os.kill(dying, signal.SIGKILL)
        os.waitpid(dying, 0)
        seen.add(digest(lost))
        assert seen <= {before, new}
    assert before in seen


class Dying:
    """Kills its process when it has copied so many of twelve parts."""

    def __init__(self, part: int) -> None:
        self._part = part

    def __call__(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        for number, item in enumerate(items):
            if doing == "copying" and number == total * self._part // 12:
                os.kill(os.getpid(), signal.SIGKILL)
            yield item


# --- kept sets ----------------------------------------------------------------------------------------


def kept(path: Path | str, folder: Path, keep: int, times: int = 1) -> list[str]:
    """Write so many backups, and return what the folder holds then."""
    with tempodb.open(path) as db:
        for _ in range(times):
            db.keep_backup(folder, keep)
        assert db.warnings() == []
    return sorted(file.name for file in folder.iterdir() if file.name != LIST)


def test_the_last_backups_are_kept_and_each_is_whole(lost: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    first = kept(lost, folder, 3, times=3)
    after = kept(lost, folder, 3, times=2)

    assert len(first) == len(after) == 3
    assert set(first) & set(after) == {first[-1]}
    assert {digest(folder / name) for name in after} == {digest(lost)}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(kept(lost, folder, 1)) == 1


def test_what_was_not_written_here_or_was_changed_since_stays(lost: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    first, second = kept(lost, folder, 2, times=2)
    (folder / "notes.db").write_text("mine")
    (folder / first.replace("Z.db", "1Z.db")).write_text("mine, and called alike")
    shutil.copy(lost, folder / first)
    (folder / second).unlink()
    (folder / second).symlink_to(lost)

    with tempodb.open(lost) as db:
        done = db.keep_backup(folder, 1)
        told = [problem.message for problem in db.warnings()]
        assert db.keep_backup(folder, 1).removed == (done.path.name,)
        assert db.warnings() == []

    assert done.removed == ()
    assert done.kept == (done.path.name,)
    assert [message.count("was changed since it was written") for message in told] == [1, 1]
    assert {"notes.db", first, second, first.replace("Z.db", "1Z.db")} < {
        file.name for file in folder.iterdir()
    }
    assert lost.exists()


def test_two_databases_of_one_name_and_one_on_a_server_are_counted_apart(lost: Path, tmp_path: Path) -> None:
    folder, url = tmp_path / "kept", new_schema()
    other = tmp_path / "other" / "x.db"
    other.parent.mkdir()
    shutil.copy(lost, other)
    restored(url, lost)

    for place in (lost, other, url):
        kept(place, folder, 2, times=3)

    assert len(kept(lost, folder, 2)) == 6


def test_a_database_that_is_not_whole_is_not_kept(lost: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    before = kept(lost, folder, 1)
    shutil.copy(forged(lost), lost)

    with tempodb.open(lost) as db, pytest.raises(tempodb.OperationalError, match="not whole"):
        db.keep_backup(folder, 1)

    assert sorted(file.name for file in folder.iterdir() if file.name != LIST) == before


@pytest.mark.parametrize("text", ["no list", "{}", '[{"file": "a"}]', '[{"file": "../x.db", "database": "d", "size": 1, "modified": 1}]'])  # fmt: skip
def test_a_list_that_is_none_ends_it_before_anything_is_written(
    lost: Path, tmp_path: Path, text: str
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / LIST).write_text(text)

    with tempodb.open(lost) as db, pytest.raises(tempodb.InputError, match="no list of backups"):
        db.keep_backup(folder, 1)

    assert [file.name for file in folder.iterdir()] == [LIST]


def test_the_list_says_of_which_database_each_is(lost: Path, tmp_path: Path) -> None:
    (name,) = kept(lost, tmp_path / "kept", 2)
    (entry,) = json.loads((tmp_path / "kept" / LIST).read_text())

    assert (entry["file"], entry["database"]) == (name, str(lost))


@pytest.mark.parametrize("keep", [0, -1, True, 1.5, "7"])
def test_a_number_that_is_none_is_refused(lost: Path, tmp_path: Path, keep: Any) -> None:
    with tempodb.open(lost) as db, pytest.raises(tempodb.InputError, match="no number of backups"):
        db.keep_backup(tmp_path / "kept", keep)


# --- a bar --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on_a_server", [False, True])
def test_copying_tells_how_far_it_is(lost: Path, tmp_path: Path, on_a_server: bool) -> None:
    told: list[tuple[str, int, int]] = []

    def watch(items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        for number, item in enumerate(items, 1):
            told[:] = [(doing, number, total)]
            yield item

    place: Path | str = lost
    if on_a_server:
        place = new_schema()
        restored(place, lost)
    with tempodb.open(place) as db:
        db.backup(tmp_path / "c.db", progress=watch)

    ((doing, done, total),) = told
    assert doing == "copying"
    assert done == total > 40
    assert digest(tmp_path / "c.db") == digest(lost)
