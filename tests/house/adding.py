"""A copy of the program with the edits of a folder made to it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
_EDIT = re.compile(r"<<<<\n(.*?)\n====\n(.*?)\n>>>>\n", re.DOTALL)
"""A text that stands in a file once, and what stands in its place afterwards."""


def places(folder: Path) -> list[str]:
    """Return the files that the edits of *folder* touch."""
    return sorted(str(edit.relative_to(folder)).removesuffix(".edit") for edit in folder.rglob("*.edit"))


def edited_copy(to: Path, folder: Path, made_to: Iterable[str]) -> Path:
    """Return a copy of the program in *to* with those edits of *folder* that touch some files."""
    # What is compiled is copied with it, and fits as long as its source does.
    for part in ("src", "grammar", "fixtures"):
        if (ROOT / part).exists():
            shutil.copytree(ROOT / part, to / part)
    shutil.copy(ROOT / "pyproject.toml", to)
    for place in made_to:
        edit = (folder / f"{place}.edit").read_text()
        file = to / place
        file.write_text(_applied(edit, file.read_text()) if file.exists() else edit)
    return to


def _applied(edit: str, text: str) -> str:
    for old, new in _EDIT.findall(edit):
        assert text.count(old) == 1, f"stands {text.count(old)} times: {old}"
        text = text.replace(old, new)
    return text


def typed(copy: Path) -> subprocess.CompletedProcess[str]:
    """Check the types of a copy, of which those that it did not change may have been checked in the program."""
    if (ROOT / ".mypy_cache").exists():
        shutil.copytree(ROOT / ".mypy_cache", copy / ".mypy_cache")
    command = [sys.executable, "-m", "mypy", "--no-pretty", "src"]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True)


class Copy:
    """A copy of the program with some places of what is added, and what it does."""

    def __init__(self, to: Path, folder: Path, made_to: Iterable[str]) -> None:
        self.folder = edited_copy(to, folder, made_to)
        self._environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(to / "src"), str(ROOT / "tests")]),
            "XDG_CACHE_HOME": str(to.parents[1] / "cache"),
        }

    def run(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module in the copy."""
        return self._run("-m", module, *arguments)

    def python(self, program: str) -> str:
        """Return what a program prints in the copy."""
        done = self._run("-c", program)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=self.folder, env=self._environment, capture_output=True, text=True)

    def layered(self) -> subprocess.CompletedProcess[str]:
        """Compare the imports of the copy with the rooms that there are."""
        return self._run(
            "-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
        )

    def checked(self, *tests: str) -> subprocess.CompletedProcess[str]:
        """Compare the copy with all that it speaks of, by some of the tests, up to the first fault."""
        options = "-x -p no:cacheprovider -p no:hypothesispytest --import-mode=importlib"
        paths = [str(ROOT / "tests" / test) for test in tests]
        return self.run("pytest", *options.split(), f"--rootdir={ROOT}", *paths)
