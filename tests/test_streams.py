"""What is read and written beside ordinary files: pipes, devices, what lies beside a database; and how much of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tempodb
from tempodb.cli.scripts import MOST_STATEMENTS, Script, apart
from tempodb.errors import InputError, QueryError, TempodbError
from tempodb.query.parser import LONGEST, parse, parse_script
from tempodb.query.pieces import pieces
from tempodb.texts import LARGEST, append_file, file_text, write_file

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs")


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    """Return a pipe with a name, at whose other end is nobody."""
    path = tmp_path / "fifo"
    os.mkfifo(path)
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return where a database lies."""
    with tempodb.open(tmp_path / "x.db") as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
    return tmp_path / "x.db"


def ran(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    """Return the exit code of a command, and what it prints; it waits for nobody."""
    command = [sys.executable, "-m", "tempodb", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "command", [["run"], ["query", "-f"], ["test"], ["load"], ["check"], ["load", "--dry-run"]]
)
def test_no_command_waits_for_a_pipe_or_reads_a_device(
    database: Path, fifo: Path, command: list[str]
) -> None:
    for file in (fifo, Path("/dev/zero")):
        code, _, said = ran("--db", database, *command, file)

        assert code == 2
        assert "is no ordinary file" in said
        assert str(file)[:40] in said


def test_what_a_shell_hands_over_is_read(database: Path) -> None:
    code, said, _ = ran("--db", database, "run", "/dev/stdin", stdin=b"count members as of 2006")

    assert code == 0
    assert "2006" in said


@pytest.mark.parametrize("command", [["load", "FIXTURE"], ["query", "members"], ["run", "-"], ["verify"]])
def test_a_pipe_is_no_database(fifo: Path, command: list[str]) -> None:
    fixture = str(tempodb.bundled_fixture("csto.yaml"))
    words = (fixture if word == "FIXTURE" else word for word in command)
    code, _, said = ran("--db", fifo, *words, stdin=b"record membership of a in o from 2000 onwards")

    assert code in (2, 3)
    assert str(fifo) in said


def test_a_file_is_read_as_far_as_it_may_be_long(tmp_path: Path) -> None:
    path = tmp_path / "long.tql"
    path.write_bytes(b"x" * LARGEST)
    assert len(file_text(str(path))) == LARGEST
    path.write_bytes(b"x" * (LARGEST + 1))

    with pytest.raises(InputError, match="has more than 16 MiB"):
        file_text(str(path))
    code, _, said = ran("run", "-", stdin=path.read_bytes())
    assert (code, "`<stdin>` has more than 16 MiB" in said) == (2, True)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("write", [write_file, append_file])
@pytest.mark.parametrize("suffix", ["", "-journal", "-wal", "-shm"])
def test_nothing_is_written_where_a_database_keeps_its_own(
    database: Path, write: Callable[[Path, str], None], suffix: str
) -> None:
    path = database.with_name(database.name + suffix)
    link = database.with_name("link")
    link.symlink_to(path)
    before = database.read_bytes()

    for place in (path, link):
        with pytest.raises(InputError, match="database"):
            write(place, "x")
    with pytest.raises(InputError, match="database"):
        tempodb.open(database).backup(path)
    assert database.read_bytes() == before
    assert suffix == "" or not path.exists()


@pytest.mark.parametrize("write", [write_file, append_file])
def test_a_pipe_that_nobody_reads_is_told_of(fifo: Path, write: Callable[[Path, str], None]) -> None:
    with pytest.raises(TempodbError, match="cannot be written"):
        write(fifo, "x")
    write(Path(os.devnull), "x")

    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    write(fifo, "read")
    assert os.read(reading, 10) == b"read"
    os.close(reading)


def test_other_files_may_have_such_names(tmp_path: Path) -> None:
    write_file(tmp_path / "my-journal", "x")

    assert (tmp_path / "my-journal").read_text() == "x"


# ── what is long ─────────────────────────────────────────────────────────────────────────────────

LONG = {
    "blanks": "members" + " " * 5_000_000,
    "quoted": f'members of "{"x" * 10_000_000}"',
    "word": "x" * 100_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_text_that_is_too_long_is_refused_before_it_is_scanned(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tempodb.query import parser

    monkeypatch.setattr(parser, "re", None)
    for read in (parse, parse_script):
        with pytest.raises(QueryError, match=f"the text has {len(text)} bytes, and {LONGEST} are the most"):
            read(text)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_is_split_in_little_room(text: str) -> None:
    import tracemalloc

    tracemalloc.start()
    try:
        found = [piece.text for piece in pieces(f"names;{text};names")]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found == ["names;", f"{text};", "names"]
    assert peak < 5 * len(text) + 100_000


def test_a_file_has_no_more_statements_than_it_may() -> None:
    text = "names;\n" * MOST_STATEMENTS
    assert len(apart([Script(text, "a.tql")], {})) == MOST_STATEMENTS

    with pytest.raises(QueryError) as refusal:
        apart([Script(text + "names", "a.tql")], {})
    (problem,) = refusal.value.problems
    assert (problem.code, problem.file, problem.line) == ("too-many", "a.tql", MOST_STATEMENTS + 1)
