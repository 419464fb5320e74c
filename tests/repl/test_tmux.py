"""The installed program in a terminal multiplexer, from the first prompt to the last."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conversing import CSTO

TMUX = shutil.which("tmux")
PATIENCE = 90.0
"""Seconds after which what was to be seen is given up."""

pytestmark = pytest.mark.skipif(TMUX is None, reason="needs tmux")


class Pane:
    """A terminal of tmux, on a server of its own."""

    def __init__(self, folder: Path) -> None:
        self._command = [str(TMUX), "-S", str(folder / "socket"), "-f", os.devnull]
        environment = {
            **os.environ,
            "XDG_STATE_HOME": str(folder / "state"),
            "TEMPODB_CONFIG": "",
            "TEMPODB_DB": str(folder / "tempodb.db"),
            "PAGER": "cat",
            "LC_ALL": "C.UTF-8",
        }
        program = f"cd {folder} && {sys.executable} -m tempodb; echo left with $?; cat"
        subprocess.run(
            [*self._command, "new-session", "-d", "-x", "110", "-y", "40", program],
            env=environment,
            check=True,
        )

    def presses(self, *keys: str) -> None:
        """Press keys, which have names."""
        subprocess.run([*self._command, "send-keys", *keys], check=True)

    def types(self, text: str) -> None:
        """Type a text."""
        subprocess.run([*self._command, "send-keys", "-l", text], check=True)

    def sees(self, *texts: str) -> str:
        """Return what is seen, once all of *texts* are."""
        end = time.monotonic() + PATIENCE
        while True:
            ran = subprocess.run(
                [*self._command, "capture-pane", "-p"], check=True, capture_output=True, text=True
            )
            if all(text in ran.stdout for text in texts):
                return ran.stdout
            assert time.monotonic() < end, f"waited to see {texts}, and saw:\n{ran.stdout}"
            time.sleep(0.05)

    def close(self) -> None:
        """End the server."""
        subprocess.run([*self._command, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def pane(tmp_path: Path) -> Iterator[Pane]:
    """Return a terminal in which the program runs."""
    pane = Pane(tmp_path)
    yield pane
    pane.close()


def test_a_day_at_the_prompt(pane: Pane) -> None:
    pane.sees("Nothing is recorded yet", "tempo>")
    pane.types(f".load {CSTO}")
    pane.presses("Enter")
    pane.sees("Load this? [y/N]")
    pane.types("y")
    pane.presses("Enter")
    pane.sees("recorded as transaction 1", "tempo [csto]>", "F1 help")

    pane.types(".datas")
    pane.sees("list the datasets")
    pane.presses("Tab")
    pane.sees("tempo [csto]> .datasets")
    pane.presses("Enter")
    pane.sees("1 row")

    pane.types("membres of CSTO as of 2006")
    pane.sees("✗ `membres` does not fit here")
    pane.presses("Enter")
    pane.sees("F2 puts it right")
    pane.presses("F2")
    pane.sees("tempo [csto]> members of CSTO as of 2006")
    pane.presses("Enter")
    pane.sees("Armenia", "valid 2006")

    pane.types("set as of 2013-01-01")
    pane.presses("Enter")
    pane.sees("tempo [csto | valid 2013-01-01]>")
    pane.presses("F3")
    pane.sees("tempo [csto | valid 2012-12-31]>", "F9 asks again")
    pane.presses("S-F8", "S-F7", "S-F3")
    pane.sees("valid 2012-12-31 | known 20")

    pane.presses("C-l")
    pane.types("end membership of Armenia in CSTO from 2030-01-01")
    pane.presses("Enter")
    pane.sees("Write this? [y/N]")
    pane.types("y")
    pane.presses("Enter")
    pane.sees("done, recorded at")

    pane.presses("C-d")
    pane.sees("left with 0")
