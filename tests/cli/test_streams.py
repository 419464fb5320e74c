"""What is read and written beside ordinary files: pipes, devices, what lies beside a database; and how much of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from cli.running import CSTO, tempodb_
from oracle.strategies import examples
from tempodb.api.output_files import append_file, write_file
from tempodb.base.errors import InputError, QueryError, TempodbError
from tempodb.base.text_files import MAX_TEXT_BYTES
from tempodb.tql import split as pieces_of
from tempodb.tql.parsing.parser import MAX_CALL_BYTES, parse, parse_script
from tempodb.tql.split import split_statements, stream_statements

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs")


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    """Return a pipe with a name, at whose other end is nobody."""
    path = tmp_path / "fifo"
    os.mkfifo(path)
    return path


@pytest.fixture
def database(loaded: Path, tmp_path: Path) -> Path:
    """Return where a database of the test's own lies."""
    return Path(shutil.copy(loaded, tmp_path / "x.db"))


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
    words = (CSTO if word == "FIXTURE" else word for word in command)
    code, _, said = ran("--db", fifo, *words, stdin=b"record membership of a in o from 2000 onwards")

    assert code in (2, 3)
    assert str(fifo) in said


def test_a_stream_may_be_longer_than_a_file_but_no_statement_of_it() -> None:
    code, _, said = ran("run", "-", stdin=b"x" * (MAX_TEXT_BYTES + 1))

    assert (code, "<stdin>:1:1: error: a statement begins here of which no end is found" in said) == (2, True)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_no_database_is_made_where_another_keeps_its_own(database: Path, suffix: str) -> None:
    link = database.with_name("link.db")
    link.symlink_to(f"{database.name}{suffix}")

    for place in (database.with_name(database.name + suffix), database.with_name(f"none{suffix}"), link):
        code, _, said = tempodb_("--db", str(place), "load", CSTO)

        assert (code, place.exists()) == (2, False)
        assert "has a name that SQLite keeps" in said


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
    from tempodb.tql.parsing import parser

    monkeypatch.setattr(parser, "re", None)
    for read in (parse, parse_script):
        with pytest.raises(
            QueryError, match=f"the text has {len(text)} bytes, and {MAX_CALL_BYTES} are the most"
        ):
            read(text)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_is_split_in_little_room(text: str) -> None:
    tracemalloc.start()
    try:
        found = [piece.text for piece in split_statements(f"names;{text};names")]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found == ["names;", f"{text};", "names"]
    assert peak < 5 * len(text) + 100_000


def test_a_statement_without_an_end_is_looked_at_no_further() -> None:
    read = []

    def parts() -> Iterator[str]:
        for part in chain(["names;\n members "], repeat('of "A; B" ' * 100, 10**6)):
            read.append(part)
            yield part

    found = stream_statements(parts(), "a.tql")

    assert next(found).text == "names;"
    with pytest.raises(QueryError, match="no end is found") as refusal:
        next(found)
    (problem,) = refusal.value.problems
    assert (problem.file, problem.line, problem.column, problem.offset) == ("a.tql", 2, 2, 8)
    assert sum(map(len, read)) < pieces_of.MAX_STATEMENT_LENGTH + 2 * pieces_of.LOOKAHEAD


@examples(200)
@given(st.lists(st.text('ab"; -\nö:', max_size=6), max_size=8))
def test_a_text_that_comes_in_parts_has_the_statements_of_the_whole(parts: list[str]) -> None:
    text = "".join(parts)
    expected = [
        (piece.text[piece.begin - piece.start :], piece.begin, piece.names)
        for piece in split_statements(text)
    ]

    found = list(stream_statements(parts, None))

    assert [(text, place.offset, names) for text, names, place, _ in found] == expected
    for _, _, place, _ in found:
        assert (place.lines, place.before) == (
            text[: place.offset].count("\n"),
            text[: place.offset].rpartition("\n")[2],
        )


@pytest.mark.parametrize(
    "before", ["", "-- " + "x" * 70_000 + "\n", " " * 70_000, ("names; " + " " * 700) * 100]
)
@pytest.mark.parametrize("keeps", [(), ("--keep-going",)])
def test_an_error_in_a_long_file_is_placed_in_the_whole(
    database: Path, tmp_path: Path, before: str, keeps: tuple[str, ...]
) -> None:
    file = tmp_path / "long.tql"
    text = f"{before}\nnames; membres; names;\n" + "-- y\n" * 20_000
    file.write_text(text)

    code, out, said = tempodb_("--db", str(database), "--errors", "json", "run", *keeps, str(file))

    problem = json.loads(said)
    assert (code, problem["file"], problem["offset"]) == (2, str(file), text.index("membres"))
    assert (problem["line"], problem["column"]) == (before.count("\n") + 2, 8)
    assert bool(out) == bool(keeps)


def test_an_error_is_shown_with_what_stands_around_it(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "long.tql"
    file.write_text("-- x\n" * 20_000 + "names; membres; names;\nnames")

    assert "names; membres; names;" in tempodb_("--db", str(database), "run", str(file)).err


@pytest.mark.parametrize("options", [[], ["--keep-going"]])
def test_what_is_no_text_is_placed_however_far_it_is(
    database: Path, tmp_path: Path, options: list[str]
) -> None:
    file = tmp_path / "long.tql"
    file.write_bytes(b"use CSTO;\n" + b"-- x\n" * 29_999 + "Ü".encode() * 3 + b"\xfc")

    code, _, said = tempodb_("--db", str(database), "run", *options, str(file))

    assert (code, f"{file}:30001:4: error: the byte 0xfc is no UTF-8" in said) == (2, True)


def test_a_long_file_is_read_through_before_anything_of_it_runs(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "long.tql"
    file.write_text(("names of CSTO; --" + " x" * 500 + "\n") * 100 + "membres")

    for command in (["run"], ["query", "-f"]):
        code, out, said = tempodb_("--db", str(database), *command, str(file))
        assert (code, out) == (2, "")
        assert f"{file}:101:1: error: " in said


@pytest.mark.parametrize("option", ["--keep-going", None])
def test_an_answer_comes_before_the_last_statement_was_read(database: Path, option: str | None) -> None:
    command = [
        sys.executable,
        "-m",
        "tempodb",
        "--db",
        str(database),
        "run",
        "-",
        *([option] if option else []),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        # What fits into one text is read as one, unless it is to go on after errors.
        process.stdin.write(b"names of CSTO;\n" + (b"" if option else b"-- x\n" * 30_000))
        process.stdin.flush()

        first = process.stdout.readline()

        assert process.poll() is None
        rest, _ = process.communicate(b"names of CSTO", timeout=60)
    assert (process.returncode, (first + rest).count(first)) == (0, 2)


def test_what_is_held_does_not_grow_with_the_file() -> None:
    peaks = []
    for count in (2_000, 20_000):
        tracemalloc.start()
        found = sum(1 for _ in stream_statements(repeat("names of CSTO;\n", count), None))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found == count

    assert peaks[1] < 2 * peaks[0] + 100_000


def test_one_transaction_has_no_more_statements_than_it_may(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tempodb.cli import scripts

    monkeypatch.setattr(scripts, "MAX_ATOMIC_STATEMENTS", 2)
    write = "record membership of Tajikistan in ICMEC from {0} to {0};\n"
    text = "".join(write.format(year) for year in (2001, 2002, 2003))
    with tempodb.open(database) as db:
        with pytest.raises(QueryError, match="more than 2 statements"):
            scripts.outcomes_at_once([scripts.typed(text)], {}, db.transaction())
        assert len(db.query("show transactions")) == 1
