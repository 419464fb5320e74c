"""What is not needed yet is not imported yet: the first prompt is there before the parser is."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from conversing import loaded
from house.starting import modules

NOT_FOR_A_QUERY = {
    "dataclasses",
    "hashlib",
    "inspect",
    "lark",
    "logging",
    "numpy",
    "pickle",
    "prompt_toolkit",
}
"""What takes longer to be imported than most questions to be answered."""
NOT_FOR_AN_IMPORT = {"numpy", "pyarrow", "pyspark", "psycopg"}
"""What only large answers, lakes and servers need."""
NOT_FOR_A_PROMPT = {
    "lark",
    "numpy",
    "sqlalchemy",
    "sqlmodel",
    "pydantic",
    "pendulum",
    "rich",
    "yaml",
    "rapidfuzz",
    "tomllib",
}
# The modules that there are when the first prompt was drawn, before anything is looked up behind it.
PROMPT = """
import os, sys
from prompt_toolkit import PromptSession
from tempodb.repl.terminal.knowledge import Knowledge

to = int(sys.argv.pop())

def first(*_):
    os.write(to, "\\n".join(sys.modules).encode())
    os._exit(0)

Knowledge.renew = first
from tempodb.cli import main
main()
"""


def test_the_first_prompt_is_up_before_what_only_statements_need(tmp_path: Path) -> None:
    database = loaded(tmp_path / "tempodb.db")
    ours, theirs = os.openpty()
    read, write = os.pipe()
    environment = {**os.environ, "TERM": "xterm", "XDG_STATE_HOME": str(tmp_path), "TEMPODB_CONFIG": ""}

    with subprocess.Popen(
        [sys.executable, "-c", PROMPT, "--db", str(database), str(write)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, pass_fds=[write],
    ) as program:  # fmt: skip
        os.close(write)
        os.close(theirs)
        with os.fdopen(read) as modules:
            loaded_then = set(modules.read().split())
        program.wait()
    shown = ""
    with suppress(OSError):  # What a terminal says at its end.
        while more := os.read(ours, 65536):
            shown += more.decode()
    os.close(ours)

    assert "tempo [" in shown, shown
    assert "prompt_toolkit" in loaded_then
    assert loaded_then & NOT_FOR_A_PROMPT == set()


def test_a_question_is_answered_without_what_takes_longer_to_be_imported() -> None:
    there = modules("query")

    assert "tempodb.syntax.parser" in there
    assert there & NOT_FOR_A_QUERY == set()


def test_the_package_is_imported_without_what_only_lakes_and_servers_need() -> None:
    there = modules("import")

    assert "tempodb.api.database" in there
    assert there & NOT_FOR_AN_IMPORT == set()
