"""Git, asked so that no hook of a repository is run, nor what its configuration would have run where it is read."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.base.printable import printable

BUNDLE = (b"# v2 git bundle\n", b"# v3 git bundle\n")
"""How bundles begin."""
HARDENED = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
"""What is set around git, besides which protocols it may use."""
SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "gc.auto=0",
    "log.showSignature=false",
    "log.follow=false",
    "log.showRoot=true",
)
"""What the configuration of a repository cannot change."""


class Git:
    """One repository, which lies in a folder; *name* is what it is called in errors."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder

    def command(self, *arguments: str) -> list[str]:
        """Return a command of git that is about the repository."""
        return [*_git(), "-C", str(self._folder), *arguments]

    @property
    def environment(self) -> Mapping[str, str]:
        """What surrounds git: nothing that would point it to another repository, and no network."""
        return _environment("none")

    def ask(self, *arguments: str) -> str | None:
        """Return the line that git answers, None where it does not."""
        done = _run(self.command(*arguments), self.environment)
        return None if done.returncode else _text(done.stdout).rstrip("\n")

    def output(self, *arguments: str) -> bytes:
        """Return all that git answers.

        Raises:
            OperationalError: it fails, with what it says of that.

        """
        done = _run(self.command(*arguments), self.environment)
        if done.returncode:
            raise _failed(self.name, done.stderr)
        return done.stdout

    def write(self, *arguments: str, given: bytes = b"", index: str | None = None) -> str:
        """Return the line that git answers to what writes, with an *index* of its own in the place of that of the repository.

        Raises:
            OperationalError: it fails, with what it says of that.

        """
        apart = {} if index is None else {"GIT_INDEX_FILE": index}
        done = _run(self.command(*arguments), {**self.environment, **apart}, given)
        if done.returncode:
            raise _failed(self.name, done.stderr, "write to")
        return _text(done.stdout).rstrip("\n")


@contextmanager
def opened_repository(repository: str) -> Iterator[Git]:
    """Give a repository, a bare one, or a bundle, which is read as a throw-away clone.

    Raises:
        InputError: there is none.
        OperationalError: there is no git, or git refuses to read it.

    """
    path, name = Path(repository), printable(repository)
    with TemporaryDirectory(prefix="tempodb-") as temporary:
        folder = path
        if not _is_there(path, name):
            folder = Path(temporary) / "clone"
            clone = [
                *_git(),
                "clone",
                "--quiet",
                "--bare",
                "--template=",
                "--",
                str(path.absolute()),
                str(folder),
            ]
            done = _run(clone, _environment("file"))
            if done.returncode:
                raise _failed(name, done.stderr)
        git = Git(folder, name)
        done = _run(git.command("rev-parse", "--git-dir"), git.environment)
        if b"not a git repository" in done.stderr:
            hint = "name a folder that git knows, a bare repository, or a bundle"
            raise InputError.of("no-repository", f"`{name}` is no repository of git", hint)
        if done.returncode:
            raise _failed(name, done.stderr)
        yield git


def _is_there(path: Path, name: str) -> bool:
    """Return whether a repository lies in a folder; else it is a bundle."""
    try:
        if path.is_dir():
            return True
        if path.is_file():
            with path.open("rb") as stream:
                if stream.readline(64) in BUNDLE:
                    return False
            raise InputError.of("no-repository", f"`{name}` is no bundle of git", "name the folder it is in")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError.of("no-repository", f"`{name}` cannot be read: {reason}") from None
    raise InputError.of("no-repository", f"there is no repository `{name}`", "look at its name and folder")


def _git() -> list[str]:
    found = shutil.which("git")
    if found is None:
        raise OperationalError.of("no-git", "there is no git here", "install git, which reads the history")
    return [found, "--no-pager", *(part for setting in SETTINGS for part in ("-c", setting))]


def _environment(protocols: str) -> Mapping[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or _configures(name)
    }
    return {**kept, **HARDENED, "GIT_ALLOW_PROTOCOL": protocols}


def _configures(name: str) -> bool:
    """Return whether a variable says which configuration of the user and the machine holds."""
    return name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")


def _run(
    command: list[str], environment: Mapping[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    except ValueError as error:
        raise InputError.of("path", f"git cannot be asked for that: {error}") from None
    except OSError as error:
        raise OperationalError.of("git", f"git cannot be run: {str(error).lower()}") from None


def _failed(name: str, said: bytes, how: str = "read") -> TempodbError:
    """Return the error that git tells of, in its own words."""
    first, *rest = [line.strip() for line in _text(said).splitlines() if line.strip()] or [
        "it does not say why"
    ]
    message = f"git cannot {how} `{name}`: {printable(first.removeprefix('fatal: '))}"
    return OperationalError.of("git", message, printable(" ".join(rest)) or None)


def _text(said: bytes) -> str:
    return said.decode("utf-8", "replace")
