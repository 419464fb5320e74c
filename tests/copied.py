"""A copy of the program to which something was added, as whoever carries it on would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import tempodb
from tempodb.base.bundled import bundled


class Copy:
    """A folder with a copy of the package in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        package = Path(tempodb.__file__).parent
        shutil.copytree(package, home / "tempodb", ignore=shutil.ignore_patterns("__pycache__"))
        for folder in ("grammar", "fixtures"):
            shutil.copytree(bundled(folder), home / "tempodb" / folder, dirs_exist_ok=True)

    def insert(self, file: str, before: str, text: str) -> None:
        """Add a text to a file of the package, before what stands in it once."""
        path = self.home / "tempodb" / file
        head, found, tail = path.read_text(encoding="utf-8").partition(before)
        assert found
        path.write_text(head + text + found + tail, encoding="utf-8")

    def python(self, *arguments: str, text: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy, beside which the tests can be imported."""
        paths = os.pathsep.join([str(self.home), str(Path(__file__).parent)])
        own = {"PYTHONPATH": paths, "HOME": str(self.home), "TEMPODB_CONFIG": "", "COLUMNS": "500"}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.home, env={**os.environ, **own, **more}, input=text, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def tempodb(self, *arguments: str, text: str = "") -> str:
        """Return what one command prints."""
        done = self.python("-m", "tempodb", *arguments, text=text)
        return done.stdout + done.stderr
