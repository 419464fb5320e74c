"""Any arguments give an exit code and errors in words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.running import tempodb_
from oracle.strategies import examples

WORDS = [
    *(
        "query",
        "run",
        "test",
        "-f",
        "--keep-going",
        "--update",
        "check",
        "export",
        "verify",
        "digest",
        "schema",
        "--db",
        "none.db",
        "csto.db",
        ":memory:",
        "--errors",
    ),
    *(
        "json",
        "text",
        "--format",
        "csv",
        "yaml",
        "-p",
        "x=1",
        "x",
        "-o",
        "answer",
        "--now",
        "2025",
        "soon",
        "--dataset",
    ),
    *(
        "csto",
        "--known-at",
        "--digest",
        "0",
        "members",
        "members of :x",
        "members of Foo",
        "names;",
        "membres",
        "",
        "-",
    ),
    *(
        "--",
        "---",
        "--version",
        "-x",
        "\x1b[2J",
        "\ud800",
        "上海",
        "--bogus=1",
        "--format=tsv",
        "--db=",
        "a" * 300,
    ),
]


@pytest.fixture(scope="module")
def playground(loaded: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as path:
        (Path(path) / "csto.db").write_bytes(loaded.read_bytes())
        yield Path(path)


@examples(150)
@given(arguments=st.lists(st.sampled_from(WORDS), max_size=7))
def test_any_arguments_give_an_exit_code_and_errors_in_words(
    playground: Path, arguments: Sequence[str]
) -> None:
    with chdir(playground):
        ran = tempodb_(*arguments)

    assert ran.code in (0, 1, 2, 3)
    assert "Traceback" not in ran.err
    assert (ran.err == "") or ran.code or ran.err.startswith("no rows: ")
    assert not set("\x1b") & set(ran.out + ran.err)
