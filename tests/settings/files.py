"""A file of settings is read, and commands obey it."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from tempodb.cli import main
from tempodb.settings import Settings, read_settings


def read(file: Path, text: str) -> Settings:
    file.write_bytes(text.encode())
    return read_settings(str(file))


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Screen(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def ran(*arguments: str, terminal: bool = False) -> Ran:
    streams = [(Screen if terminal else io.TextIOWrapper)(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        code = main(list(arguments))
    written = []
    for stream in streams:
        stream.flush()
        stream.seek(0)
        written.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return Ran(code, *written)
