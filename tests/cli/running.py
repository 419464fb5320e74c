"""Commands of the program, run in this process and in others."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NamedTuple

import tempodb
from tempodb.cli import main

CSTO = str(tempodb.bundled_fixture("csto.yaml"))


class Ran(NamedTuple):
    """What a command left: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str


class Terminal(io.TextIOWrapper):
    """A stream that a person reads."""

    def isatty(self) -> bool:
        return True


def tempodb_(
    *arguments: str, stdin: bytes | io.TextIOBase = b"", terminal: bool = False, raw: bool = False
) -> Any:
    """Run a command in this process; whatever it raises, the test sees."""
    out, err = io.BytesIO(), io.BytesIO()
    stdout = (Terminal if terminal else io.TextIOWrapper)(out, encoding="utf-8")
    stderr = io.TextIOWrapper(err, encoding="utf-8")
    given, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin)) if isinstance(stdin, bytes) else stdin
    try:
        with redirect_stdout(stdout), redirect_stderr(stderr):
            code = main(list(arguments))
    finally:
        sys.stdin = given
    stdout.flush()
    stderr.flush()
    if raw:
        return code, out.getvalue(), err.getvalue().decode()
    return Ran(code, out.getvalue().decode(), err.getvalue().decode())


NOW = ("--now", "2025-06-01T12:00:00Z")

INPUT, SURROUNDINGS = 2, 3
