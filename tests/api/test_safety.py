"""What is wrong with a file is told as that, what is wrong with the program as that, and nothing as a traceback."""

from __future__ import annotations

import csv
import io
import os
import pickle
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

import tempodb
from api.kept_file import CSTO, ran
from tempodb.answers import dispatch
from tempodb.api.output_files import append_file
from tempodb.base.partial_files import unfinished
from tempodb.cli import configuring
from tempodb.output.data import as_csv, as_raw_csv, as_tsv
from tempodb.repl import saved_queries as queries
from tempodb.repl.terminal.line_history import history
from tempodb.store.erasing import erasure
from tempodb.store.loading import load_plan
from tempodb.syntax.grammars import parser_of

WRITE = "record membership of Uzbekistan in CSTO as observer from 2020 onwards;\n"

# --- whose fault it is ------------------------------------------------------------------------------------


def broken(*_: object, **__: object) -> None:
    raise KeyError("shown")


FAULTS = {
    "query": (dispatch.Answering, "answer", ["query", "members of csto"]),
    "load": (load_plan, "compare", ["load", str(CSTO)]),
    "erase": (erasure, "_names_of", ["erase", "valery-semerikov", "--yes"]),
}


@pytest.mark.parametrize(("module", "name", "arguments"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_program_is_told_as_one_and_not_as_a_damaged_file(
    path: Path,
    module: object,
    name: str,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(module, name, broken)

    assert ran(path, *arguments) == 3
    shown = capsys.readouterr()
    assert shown.err.startswith("error: this is a fault of tempodb: KeyError: 'shown' (broken, line ")
    assert "please report it" in shown.err and "Traceback" not in shown.err
    assert ran(path, "--errors", "json", *arguments) == 3
    assert '"code":"fault"' in capsys.readouterr().err.replace('": "', '":"')
    monkeypatch.setenv("TEMPODB_DEBUG", "1")
    assert ran(path, *arguments) == 3
    assert "Traceback" in capsys.readouterr().err
    with tempodb.open(path) as db, pytest.raises(KeyError, match="shown"):
        db.query("members of csto") if name == "answer" else db.erase("valery-semerikov") if (
            name == "_names_of"
        ) else db.load(CSTO)
    assert path.read_bytes() == before


# --- damaged files ----------------------------------------------------------------------------------------

ROOTS = ("tx", "assertion", "entity", "interned", "label", "belief", "sqlite_autoindex_entity_1",
         "sqlite_autoindex_interned_1", "belief_party", "ix_assertion_tx")  # fmt: skip


@pytest.mark.parametrize("root", ROOTS)
def test_a_damaged_page_gives_one_clear_error(
    path: Path, tmp_path: Path, root: str, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "script.tql"
    script.write_text(WRITE, encoding="utf-8")
    connection = sqlite3.connect(path)
    ((page, size),) = connection.execute(
        "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = ?", (root,)
    )
    connection.close()
    with path.open("rb+") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 8)
    spoilt = path.read_bytes()

    for arguments in (
        ["query", "members of csto; why Uzbekistan in csto as of 2013; show transactions"],
        ["run", str(script)],
        ["run", "--atomic", str(script)],
        ["load", str(CSTO)],
        ["erase", "Valery Semerikov", "--yes"],
        ["export"],
        ["verify"],
        ["rebuild"],
        ["digest"],
    ):
        path.write_bytes(spoilt)
        code = ran(path, *arguments)
        shown = capsys.readouterr()
        assert "Traceback" not in shown.err and "fault of tempodb" not in shown.err, arguments
        assert code in ((1, 3) if arguments == ["verify"] else (0, 3)), (arguments, shown)
        if code == 3:
            assert "damaged" in shown.err or "cannot be read" in shown.err, (arguments, shown)


# --- what is kept between runs ----------------------------------------------------------------------------


class Evil:
    """Once read as Python would read it, leaves a mark."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file in which a built parser is kept, which is there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    built()
    (file,) = (tmp_path / "cache" / "tempodb").iterdir()
    return file


def built() -> None:
    parser_of("dates", ("dates", "blanks"), "date").parse("[1999..]")


def test_what_is_kept_of_the_grammar_runs_no_code(kept: Path, tmp_path: Path) -> None:
    evil = pickle.dumps(Evil(tmp_path / "mark"))
    kept.write_bytes(f"{crc32(evil):08x} {len(evil)}\n".encode() + evil)

    built()

    assert not (tmp_path / "mark").exists()
    assert evil not in kept.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_grammar_is_kept_where_nobody_else_can_write(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700

    kept.chmod(0o666)
    built()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600

    kept.write_bytes(b"of somebody else")
    kept.parent.chmod(0o777)
    built()
    assert kept.read_bytes() == b"of somebody else"


# --- ended from outside -----------------------------------------------------------------------------------

ENDED = """
import os, sys
from tempodb.__main__ import main

number, due, imports = int(sys.argv.pop(1)), sys.argv.pop(1), 0

def watch(event, arguments):
    global due, imports
    if event == "import":
        imports += 1
        if due in (str(imports), arguments[0]):
            due = None
            os.kill(os.getpid(), number)

sys.addaudithook(watch)
code = main()
sys.exit(code if due is None else "the signal was never sent")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("imports", [1, 2, 5, 12, 30, 60])
@pytest.mark.parametrize("command", [["query", "members of csto"], ["check", str(CSTO)], ["--help"]])
def test_an_interrupt_at_start_up_ends_it_without_a_word(
    path: Path, imports: int, command: list[str]
) -> None:
    done = ended(path, signal.SIGINT, imports, command)

    assert (done.returncode, done.stderr) == (130, "")


def test_a_program_that_is_told_to_end_cleans_up_behind_itself(path: Path, tmp_path: Path) -> None:
    # The database is open by then.
    done = ended(path, signal.SIGTERM, "tempodb.answers.dispatch", ["query", "members of csto"])

    assert (done.returncode, done.stderr) == (143, "")


def ended(
    path: Path, number: signal.Signals, due: int | str, command: list[str]
) -> subprocess.CompletedProcess[str]:
    """Run a command that is sent a signal when it imports for the so-many-th time, or a module of that name."""
    arguments = [str(int(number)), str(due), "--db", str(path), *command]
    return subprocess.run(
        [sys.executable, "-c", ENDED, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


# --- who may read ------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_what_is_made_is_for_its_owner_alone(tmp_path: Path, loaded: Path, mask: int) -> None:
    made = {
        name: tmp_path / name
        for name in (
            "x.db",
            "backup.db",
            "out.csv",
            "log.txt",
            "out.yaml",
            "config/config.toml",
            "state/history",
        )
    }
    made["kept"] = tmp_path / "state" / "queries" / "kept.tql"
    before = os.umask(mask)
    try:
        assert ran(made["x.db"], "load", str(CSTO)) == 0
        assert ran(loaded, "backup", str(made["backup.db"])) == 0
        assert ran(loaded, "query", "members of csto", "-o", str(made["out.csv"])) == 0
        assert ran(loaded, "export", "-o", str(made["out.yaml"])) == 0
        append_file(made["log.txt"], "x")
        configuring.made({"TEMPODB_CONFIG": str(made["config/config.toml"])})
        history(str(tmp_path / "state"), 10)
        queries.save(str(tmp_path / "state"), "kept", "members")
    finally:
        os.umask(before)

    folders = {file.parent for file in made.values()} - {tmp_path}
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert {stat.S_IMODE(file.stat().st_mode) for file in made.values()} == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_that_was_there_keeps_its_mode(path: Path, tmp_path: Path) -> None:
    for file in (path, tmp_path / "out.csv", tmp_path / "log.txt"):
        file.touch()
        file.chmod(0o644)

    assert ran(path, "run", str(written(tmp_path, WRITE))) == 0
    assert ran(path, "query", "members of csto", "-o", str(tmp_path / "out.csv")) == 0
    append_file(tmp_path / "log.txt", "x")

    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("*.[dcx]*")} == {0o644}


def written(folder: Path, text: str) -> Path:
    file = folder / "script.tql"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the backups are forks of this process")
def test_a_backup_clears_away_what_killed_ones_left_and_nothing_else(path: Path, tmp_path: Path) -> None:
    target, notes = tmp_path / "b.db", tmp_path / ".b.db.notes.tmp"
    notes.touch()
    read, write = os.pipe()
    child = os.fork()
    if not child:
        with unfinished(target) as making:
            making.write_bytes(b"half")
            making.with_name(making.name + "-journal").touch()
            os.write(write, b".")
            signal.pause()
    os.read(read, 1)
    alive = {file.name for file in tmp_path.iterdir()}
    with unfinished(target):
        assert {file.name for file in tmp_path.iterdir()} > alive, "that of a living one was cleared away"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(alive) == 4

    assert ran(path, "backup", str(target)) == 0

    assert {file.name for file in tmp_path.iterdir()} == {"x.db", "b.db", notes.name}


# --- what others open -------------------------------------------------------------------------------------


@pytest.mark.parametrize("begin", [*"=+-@\t\r\n＝＋－＠"])
def test_no_cell_begins_as_a_formula_and_the_csv_reads_back(path: Path, begin: str) -> None:
    text = f'{begin}1+"1",\n2'
    with tempodb.open(path) as db:
        answer = db.query("members of csto")
        row: Any = answer.rows[0]
        answer = answer.having(made=(row._replace(member_name=text, sources=(text, "a")),))
    guarded, raw = (
        next(csv.DictReader(io.StringIO(draw(answer), newline=""))) for draw in (as_csv, as_raw_csv)
    )

    assert (guarded["member_name"], guarded["sources"]) == (f"'{text}", f"'{text};a")
    assert (raw["member_name"], raw["sources"]) == (text, f"{text};a")
    assert len(as_tsv(answer).splitlines()) == 2


def test_csv_is_safe_to_open_however_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, target, path = tmp_path / "d.yaml", tmp_path / "out.csv", tmp_path / "x.db"
    file.write_text(
        "tempodb: 1\ndataset: d\nstates: {a: {name: '=cmd|1'}}\norganizations: {o: {name: O}}\n"
        "memberships: [{member: a, of: o, from: 1999}]\n",
        encoding="utf-8",
    )
    assert ran(path, "load", str(file)) == 0
    capsys.readouterr()
    asked = ("query", "members of o as of 2000")

    def shown(*options: str) -> str:
        assert ran(path, *asked, *options) == 0
        return capsys.readouterr().out + (target.read_text(encoding="utf-8") if target.exists() else "")

    assert ",'=cmd|1," in shown("--format", "csv")
    assert ",=cmd|1," in shown("--format", "csv", "--raw")
    assert ",'=cmd|1," in shown("-o", str(target))
    assert ",=cmd|1," in shown("-o", str(target), "--raw")
    assert ran(path, *asked, "--raw") == 2
    assert "--raw is of CSV" in capsys.readouterr().err
