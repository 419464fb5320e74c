"""What fails when the work is done already: the work stands, and what failed is told beside it."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.cli import main
from tempodb.store.engines.sqlite import backup
from tempodb.store.engines.sqlite.connections import Connection
from tempodb.store.log.transaction_info import TransactionInfo

DATASET: dict[str, Any] = {
    "tempodb": 1,
    "dataset": "d",
    "states": {f"m{number}": {"name": f"Member {number}"} for number in range(50)},
    "persons": {"p": {"name": "Paula Doe"}},
    "organizations": {"o": {"name": "Org"}},
    "memberships": [{"member": f"m{number}", "of": "o", "from": 1999} for number in range(50)],
}
WRITE = "record membership of m1 in o as observer from 2001 to 2002"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(written(tmp_path, 1999))
    written(tmp_path, 2000)
    return path


def written(folder: Path, year: int) -> Path:
    """Return the file of the dataset, in which the first member joined in *year*."""
    file = folder / "d.json"
    first = {"member": "m0", "of": "o", "from": year}
    file.write_text(json.dumps({**DATASET, "memberships": [first, *DATASET["memberships"][1:]]}))
    return file


def failing(name: str, *, landed: bool) -> Callable[[Connection], None]:
    """Return a commit that fails with the SQLite error *name*, when it took place or before."""

    def commit(connection: Connection) -> None:
        if landed:
            sqlite3.Connection.commit(connection)
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = name
        raise error

    return commit


def in_one(db: tempodb.Database) -> None:
    with db.transaction() as tx:
        tx.run(WRITE)


VERBS: dict[str, tuple[Callable[[tempodb.Database, Path], object], list[str], int]] = {
    "load": (lambda db, path: db.load(path.with_name("d.json")), ["load", "d.json"], 1),
    "run": (lambda db, _: db.run(WRITE), ["run", "w.tql"], 1),
    "atomic": (lambda db, _: in_one(db), ["run", "--atomic", "w.tql"], 1),
    "erase": (lambda db, _: db.erase("p"), ["erase", "p", "--yes"], 1),
    "rebuild": (lambda db, _: db.rebuild(), ["rebuild"], 0),
}
LANDED = ["SQLITE_IOERR_DIR_FSYNC", "SQLITE_IOERR_UNLOCK"]


@pytest.mark.parametrize("name", LANDED)
@pytest.mark.parametrize("verb", VERBS)
def test_a_commit_that_landed_is_told_as_done_with_a_warning(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str, name: str
) -> None:
    do, command, transactions = VERBS[verb]
    path.with_name("w.tql").write_text("record membership of m1 in o as partner from 2003 to 2004")
    monkeypatch.chdir(path.parent)

    with tempodb.open(path) as db:
        with monkeypatch.context() as patched:
            patched.setattr(Connection, "commit", failing(name, landed=True))
            do(db, path)
        assert [problem.message for problem in db.warnings()] == [
            f"the disk has not confirmed what was written to `{path}`: disk I/O error"
        ]
        assert len(db.recorded()) == 1 + transactions
        assert db.verify() == []
        db.run("record membership of m2 in o as observer from 2001 to 2002")
        assert db.warnings() == []

    written(path.parent, 2002)
    if verb == "erase":
        with tempodb.open(path) as db:
            db.load(path.with_name("d.json"), allow_erased=True)
    with monkeypatch.context() as patched:
        patched.setattr(Connection, "commit", failing(name, landed=True))
        assert main(["--db", str(path), *command]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("warning: the disk has not confirmed what was written")
    assert "error" not in told.err.replace("I/O error", "")


@pytest.mark.parametrize(
    "name", ["SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_FULL", "SQLITE_IOERR_DELETE"]
)
@pytest.mark.parametrize("verb", VERBS)
def test_a_commit_that_did_not_land_is_told_as_failed(
    path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, name: str
) -> None:
    do = VERBS[verb][0]
    with tempodb.open(path) as db:
        with monkeypatch.context() as patched:
            patched.setattr(Connection, "commit", failing(name, landed=False))
            with pytest.raises(tempodb.OperationalError):
                do(db, path)
        assert len(db.recorded()) == 1
        assert db.warnings() == []
        assert db.verify() == []


def test_a_backup_that_is_there_is_told_as_done(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = path.with_name("b.db")
    synced = backup._sync

    def sync(what: Path) -> None:
        if what.is_dir():
            raise OSError(5, "Input/output error")
        synced(what)

    monkeypatch.setattr(backup, "_sync", sync)
    assert main(["--db", str(path), "backup", str(target)]) == 0

    told = capsys.readouterr()
    assert told.out.startswith(f"{target} is a copy up to digest ")
    assert told.err.startswith(f"warning: the disk has not confirmed what was written to `{target}`")
    assert {file.name for file in path.parent.iterdir()} == {"x.db", "b.db", "d.json"}
    with tempodb.open(target) as db:
        assert db.verify() == []


def test_doubts_that_cannot_be_read_are_no_failure(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def locked(*_: object) -> None:
        raise tempodb.OperationalError.of("locked", "`x.db` is locked by another program")

    monkeypatch.setattr("tempodb.store.journal.ahead.last_transaction", locked)

    assert main(["--db", str(path), "load", str(path.with_name("d.json"))]) == 0
    assert "warning: `x.db` is locked by another program\n" in capsys.readouterr().err


class Full(io.StringIO):
    """What takes nothing, as a file on a full disk."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("stdout", [Full(), None], ids=["full", "closed"])
@pytest.mark.parametrize("verb", [*VERBS, "backup"])
def test_what_is_done_is_done_where_that_cannot_be_said(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    verb: str,
    stdout: io.StringIO | None,
) -> None:
    commands = {**{verb: command for verb, (_, command, _) in VERBS.items()}, "backup": ["backup", "b.db"]}
    path.with_name("w.tql").write_text(WRITE)
    monkeypatch.chdir(path.parent)
    monkeypatch.setattr("sys.stdout", stdout)

    assert main(["--db", str(path), *commands[verb]]) == 0

    assert "warning: it is done, and what was done could not be written: " in capsys.readouterr().err
    with tempodb.open(path) as db:
        assert len(db.recorded()) == 1 + (verb in VERBS and VERBS[verb][2])


@pytest.mark.parametrize("stdout", [Full(), None], ids=["full", "closed"])
def test_an_answer_that_cannot_be_written_is_an_error_behind_what_is_done_too(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stdout: io.StringIO | None,
) -> None:
    file = path.with_name("w.tql")
    file.write_text(f"{WRITE};\n{WRITE.replace('m1', 'm2')};\nmembers of o")
    monkeypatch.setattr("sys.stdout", stdout)

    assert main(["--db", str(path), "run", str(file)]) == 3

    said = capsys.readouterr().err
    assert said.count("warning: it is done, and what was done could not be written: ") == 1
    assert "error: " in said
    assert "the 2 writes before it stand" in said
    with tempodb.open(path) as db:
        assert len(db.recorded()) == 3


# ── what an error keeps ──────────────────────────────────────────────────────────────────────────


def half_read(connection: sqlite3.Connection) -> None:
    """Fail while rows are still to be read."""
    rows = connection.execute("SELECT id FROM belief")
    next(rows)
    raise RuntimeError(rows)


def test_a_question_that_failed_keeps_nobody_from_writing(path: Path, impatient: None) -> None:
    with tempodb.open(path) as db, tempodb.open(path) as other:
        with pytest.raises(RuntimeError) as kept:
            db.engine.read(half_read)
        assert kept.value.__traceback__ is not None

        other.run(WRITE)
        assert len(db.recorded()) == 2


def test_a_write_that_failed_keeps_nobody_from_writing(path: Path, impatient: None) -> None:
    with tempodb.open(path) as db:
        with pytest.raises(RuntimeError) as kept, db.engine.drafting(TransactionInfo()) as draft:
            draft.looked_up(lambda names: half_read(vars(names)["_snapshot"]))
        assert kept.value.__traceback__ is not None

        db.run(WRITE)
        assert len(db.recorded()) == 2


def test_a_connection_may_be_closed_again_while_a_cursor_of_it_is_held() -> None:
    connection = Connection(":memory:")
    held = connection.execute("SELECT 1 UNION SELECT 2")
    # One that is gone, in a circle that nobody has collected yet.
    gone = [connection.execute("SELECT 1")]
    gone.append(gone)
    del gone

    connection.close()
    connection.close()

    with pytest.raises(sqlite3.ProgrammingError):
        held.fetchone()
