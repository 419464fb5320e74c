"""Scripts that are read at the prompt, and queries that are kept under a name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conversing import Someone
from repl.talking import WRITE, Talking
from tempodb.repl import saved_queries

# ── scripts ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return what writes a script."""

    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_bytes(text.encode())
        return tmp_path / name

    return write


def test_a_script_has_statements_and_commands(talk: Talking, script: Any) -> None:
    file = script("x.tql", "-- first\n.timing on\nset as of 1998;\nmembers\nlimit 1\n.timing off\r\n")

    said = talk().says(f"source {file}")

    assert [said.index(text) for text in ("timing on", "valid 1998", "timing off")]
    assert "error" not in said


def test_an_error_in_a_script_has_its_file_and_line(talk: Talking, script: Any) -> None:
    inner = script("inner.tql", "members limit 1;\n.timing on\n\n\nmembers\nlimt 3")
    outer = script("outer.tql", f"\n.source {inner}\nmembers")
    wrong = script("wrong.tql", "members limit 1\n.nope\n")
    begun = talk()

    said = begun.says(f".source {outer}")

    assert f"{inner}:6:1: error: `limt` does not fit here" in said
    assert "outer.tql" not in said
    assert begun.conversation.repair is None
    assert f"{wrong}:2" in begun.says(f".source {wrong}")


LONG = "-- a remark\n" * 8_000
"""Of a script, more than is held at once."""


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (LONG, 8_001),
        ("members of CSTO as of 1998 limit 1;\n" * 3_000, 3_001),
        (".timing on\n" * 9_000, 9_001),
    ],
    ids=["comments", "statements", "commands"],
)
def test_a_long_script_is_read_as_it_comes(talk: Talking, script: Any, before: str, line: int) -> None:
    file = script("x.tql", f'{before}names of "CSTO;"; nonsense\n; members')

    said = talk().says(f".source {file}")

    assert f"{file}:{line}:19: error: `nonsense` does not fit here" in said


def test_a_statement_without_an_end_is_not_read_on(talk: Talking, script: Any) -> None:
    file = script("x.tql", ".timing on\nmembers of x\n" + "and y\n" * 200_000)

    said = talk().says(f".source {file}")

    assert "timing on" in said
    assert f"{file}:2:1: error: a statement begins here of which no end is found" in said


def test_scripts_that_read_themselves_come_to_an_end(talk: Talking, tmp_path: Path, script: Any) -> None:
    file = script("x.tql", f".source {tmp_path / 'x.tql'}")

    assert "scripts are read 10 deep" in talk().says(f".source {file}")


def test_a_script_ends_where_it_leaves(talk: Talking, script: Any) -> None:
    file = script("x.tql", "quit\nmembers")
    begun = talk()

    assert begun.says(f".source {file}\nmembers") == ""
    assert begun.conversation.is_over


def test_each_write_of_a_script_is_asked(talk: Talking, script: Any) -> None:
    begun = talk(person=Someone([True]))

    begun.says(f".source {script('x.tql', WRITE)}")

    assert begun.person.asked == ["Write this?"]


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x0c", "\x1c", "\r"])
def test_a_line_ends_with_a_line_feed_alone(talk: Talking, separator: str) -> None:
    begun = talk()

    begun.says(f'members of "x{separator}.quit"')

    assert not begun.conversation.is_over


# ── queries with names ───────────────────────────────────────────────────────────────────────────


def test_a_query_is_kept_as_a_file_from_one_session_to_the_next(talk: Talking, tmp_path: Path) -> None:
    talk().says(".save first members\nas of :day limit 1")
    talk().says(".save second members as of :day limit 1")

    assert (tmp_path / "state/queries/second.tql").read_text() == "members as of :day limit 1\n"
    assert "valid 1998" in talk().says(".ask second day=1998")


def test_a_parameter_given_to_a_query_is_its_own(talk: Talking) -> None:
    begun = talk()

    assert "valid 1998" in begun.says(".save x members as of :day limit 1\n.let day=2006\n.ask x day=1998")
    assert "valid 2006" in begun.says(".ask x")


def test_files_that_no_query_could_be_kept_in_are_none(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    for name in ("a b", ".x", "\x1b", "good"):
        (tmp_path / "queries" / f"{name}.tql").write_text("members")

    assert saved_queries.names(str(tmp_path)) == ["good"]


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="needs a folder that cannot be written")
def test_a_folder_that_cannot_be_written_is_told(talk: Talking, tmp_path: Path) -> None:
    begun = talk()
    begun.says(".save x members")
    (tmp_path / "state/queries").chmod(0o500)
    try:
        assert "cannot be taken away" in begun.says(".forget x")
        assert "cannot be written" in begun.says(".save y members")
    finally:
        (tmp_path / "state/queries").chmod(0o700)
