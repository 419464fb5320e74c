"""The pages that people read, with their commands run under a clock that stands still.

`python tests/pages.py` fills in what each command prints now, to be read before it is committed.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tempodb.cli import main
from tempodb.cli.output import Output

ROOT = Path(__file__).parents[1]
WIDTHS = {"README.md": None, "docs/tql.md": "120"}
"""Each page, and how wide the terminal is that its answers are drawn for."""
NOW = 1_795_291_200_000_000_000
"""2026-11-21T20:00:00Z, in nanoseconds."""
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def text(page: str) -> str:
    """Return a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def commands(page: str) -> list[tuple[str, str]]:
    """Return each command of a page with the output that stands below it."""
    found = COMMAND.finditer("".join(BLOCK.findall(text(page))))
    return [(command[1], command[2].strip("\n")) for command in found]


@contextmanager
def reading(page: str) -> Iterator[None]:
    """Run commands as somebody does who follows a page, in front of a terminal."""
    environment = {"TEMPODB_DB": "", "TEMPODB_CONFIG": "", "COLUMNS": WIDTHS[page] or ""}
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        stack.enter_context(patch.dict(os.environ, environment | {"TEMPODB_DB": f"{folder}/page.db"}))
        stack.enter_context(patch("tempodb.clock.time.time_ns", lambda: NOW))
        stack.enter_context(patch.object(Output, "is_terminal", True))
        stack.enter_context(chdir(ROOT))
        yield


def printed(command: str) -> str:
    """Return all that a command prints."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        main(shlex.split(command)[1:])
    return out.getvalue().strip("\n")


def fill(page: str) -> None:
    """Write below each command of a page what it prints now."""

    def filled(block: re.Match[str]) -> str:
        shown = [f"$ {command[1]}\n{printed(command[1])}".rstrip() for command in COMMAND.finditer(block[1])]
        return "```console\n" + "\n\n".join(shown) + "\n```"

    with reading(page):
        content = BLOCK.sub(filled, text(page))
    (ROOT / page).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    for each in WIDTHS:
        fill(each)
