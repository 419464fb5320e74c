"""Small repositories of git, made by git itself, whose commits have the times that a test gives them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
SURROUNDINGS = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_EMAIL": "ann@example.org",
    "GIT_COMMITTER_NAME": "Bo",
    "GIT_COMMITTER_EMAIL": "bo@example.org",
}


class GitRepository:
    """A repository in a folder, with a branch `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--template=", "--initial-branch=main")

    def git(self, *arguments: str, at: str = "2001-01-01T00:00:00Z", author: str = "Ann") -> str:
        """Run git, whose commits are made at an instant."""
        dates = {
            "GIT_AUTHOR_DATE": "2000-01-01T00:00:00Z",
            "GIT_COMMITTER_DATE": at,
            "GIT_AUTHOR_NAME": author,
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**SURROUNDINGS, **dates},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(
        self, path: str, content: str | bytes | None, at: str, message: str = "", author: str = "Ann"
    ) -> str:
        """Commit what a file holds, or that it is gone, and return the commit."""
        file = self.folder / path
        if content is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty-message", "-m", message, at=at, author=author)
        return self.git("rev-parse", "HEAD")

    def state(self) -> Sequence[tuple[str, int, bytes]]:
        """Return all that lies in the folder, with when it was written."""
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return [(str(path), path.stat().st_mtime_ns, path.read_bytes()) for path in files]


def chamber(*members: str, dataset: str = "d") -> str:
    """Return a dataset: who was a member of O since 1991, as `a`, or `a 1995` until then."""
    ids = sorted({member.split()[0] for member in members})
    persons = "".join(f"  {id_}: {{name: Person {id_.upper()}}}\n" for id_ in ids)
    held = "".join(
        f"  - {{member: {id_}, of: o, from: 1991{', to: ' + to[0] if to else ''}}}\n"
        for id_, *to in map(str.split, members)
    )
    return f"tempodb: 1\ndataset: {dataset}\norganizations:\n  o: {{name: O}}\npersons:\n{persons}memberships:\n{held}"
