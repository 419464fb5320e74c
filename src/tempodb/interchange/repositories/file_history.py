"""The versions of one file, by the commits of a branch that changed it, and what each of them holds.

Of a merge, what it changed against the branch it was merged into is a change of that branch; what was
tried on the other one, and when, was never what the branch said.
"""

from __future__ import annotations

import posixpath
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, NamedTuple

from tempodb.base.errors import InputError, OperationalError, TempodbError
from tempodb.base.nearest import nearest
from tempodb.base.printable import printable
from tempodb.interchange.repositories.git import Git

MAX_VERSION_BYTES = 256 * 1024 * 1024
"""How many bytes a version may have."""
SHORT = 10
"""How much of a commit's hash is told."""
SECOND = 1_000_000
_LINK, _SUBMODULE = "120000", "160000"
_LOG = (
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "--first-parent",
    "-m",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--encoding=UTF-8",
    "--ignore-submodules=none",
    "--format=%H%x00%ct%x00%an%x00%B",
)


class FileVersion(NamedTuple):
    """What a commit made of the file: *committed* in microseconds UTC; without a *blob* the file is gone."""

    commit: str
    committed: int
    author: str
    message: str
    path: str
    mode: str
    blob: str | None

    @property
    def short(self) -> str:
        """What the commit is called."""
        return self.commit[:SHORT]

    @property
    def label(self) -> str:
        """What the version is called in errors, as git calls it."""
        return printable(f"{self.short}:{self.path}")


class UnreadableVersionError(Exception):
    """A version holds nothing that could be read, with why and what to try."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint


class FileHistory:
    """The versions of a file, oldest first.

    *is_shallow* if the repository does not have all of its history.
    """

    def __init__(
        self, versions: Sequence[FileVersion], is_shallow: bool, blobs: subprocess.Popen[bytes]
    ) -> None:
        self.versions = versions
        self.is_shallow = is_shallow
        self._blobs = blobs

    def content(self, version: FileVersion) -> bytes:
        """Return what a version holds; of a file that is gone, nothing.

        Raises:
            UnreadableVersionError: it is no file, too large, or kept elsewhere.
            OperationalError: git does not have it.

        """
        if version.blob is None:
            return b""
        if version.mode == _SUBMODULE:
            raise UnreadableVersionError("it is a submodule there", "name a file of that repository")
        if version.mode == _LINK:
            raise UnreadableVersionError("it is a symbolic link there", "name the file that it points to")
        content = _blob(self._blobs, version)
        if content.startswith(b"version https://git-lfs.github.com/spec/"):
            raise UnreadableVersionError(
                "it is a pointer of Git LFS, which keeps the file elsewhere", "replay a clone without LFS"
            )
        if content.startswith(b"/annex/objects/"):
            raise UnreadableVersionError(
                "it is a pointer of git-annex, which keeps the file elsewhere", "unlock it first"
            )
        return content


@contextmanager
def history_of(git: Git, path: str, branch: str | None, follows: bool) -> Iterator[FileHistory]:
    """Give the history of the file at *path* on a branch, or where the repository stands; it *follows* renames.

    Raises:
        InputError: there is no such branch, or no commit of it has such a file.
        OperationalError: git cannot read it.

    """
    tip = _tip(git, branch)
    renames = ("--follow", "-M") if follows else ("--no-renames",)
    versions = list(_versions(git.output(*_LOG, *renames, tip, "--", path)))[::-1]
    _refuse_folder(git, path, versions)
    if not versions:
        listed = git.output("ls-tree", "-r", "-z", "--name-only", "--full-tree", tip).decode(
            "utf-8", "replace"
        )
        near = nearest(path, listed.split("\0")[:-1])
        hint = f"the nearest is `{printable(near)}`" if near else "paths begin where the repository does"
        raise InputError.of("no-version", f"no commit of `{git.name}` has a file `{printable(path)}`", hint)
    is_shallow = git.ask("rev-parse", "--is-shallow-repository") == "true"
    with subprocess.Popen(
        git.command("cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=git.environment,
    ) as blobs:
        try:
            yield FileHistory(versions, is_shallow, blobs)
        finally:
            blobs.kill()


def _tip(git: Git, branch: str | None) -> str:
    """Return the last commit of a branch; without one that is named, of the one that is meant."""
    commit = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch or 'HEAD'}^{{commit}}")
    if commit is not None:
        return commit
    listed = git.ask("for-each-ref", "--format=%(refname:short)", "refs/heads") or ""
    branches = listed.splitlines()
    shown = ", ".join(f"`{printable(each)}`" for each in branches)
    if branch is not None:
        hint = f"the branches are {shown}" if shown else None
        raise InputError.of("no-branch", f"`{git.name}` has no branch `{printable(branch)}`", hint)
    if len(branches) == 1:
        return _tip(git, f"refs/heads/{branches[0]}")
    if branches:
        raise InputError.of(
            "no-branch", f"`{git.name}` does not say which branch is meant", f"--branch: {shown}"
        )
    raise InputError.of("no-version", f"`{git.name}` has no commit yet", "commit the file first")


def _versions(log: bytes) -> Iterator[FileVersion]:
    """Yield the versions that a log tells of, the last one first."""
    parts = log.decode("utf-8", "replace").split("\0")
    at = 0
    while at + 4 < len(parts):
        commit, committed, author, message = parts[at : at + 4]
        at += 4
        while at < len(parts) and parts[at].lstrip("\n").startswith(":"):
            _, mode, _, blob, status = parts[at].lstrip("\n:").split(" ")
            at += 3 if status[0] in "RC" else 2
            held = None if status == "D" else blob
            seconds = int(committed or 0)
            yield FileVersion(commit, seconds * SECOND, author, message.strip(), parts[at - 1], mode, held)


def _refuse_folder(git: Git, path: str, versions: Sequence[FileVersion]) -> None:
    if posixpath.isabs(path):
        return
    whole = posixpath.normpath(posixpath.join(git.ask("rev-parse", "--show-prefix") or "", path))
    inside = [version.path for version in versions if whole == "." or version.path.startswith(f"{whole}/")]
    if inside:
        hint = f"name a file in it, such as `{printable(inside[-1])}`"
        raise InputError.of("no-version", f"`{printable(path)}` is a folder", hint)


def _blob(blobs: subprocess.Popen[bytes], version: FileVersion) -> bytes:
    asked, answers = blobs.stdin, blobs.stdout
    assert asked is not None and answers is not None
    try:
        asked.write(f"{version.blob}\n".encode())
        asked.flush()
    except OSError:
        raise _missing(version) from None
    _, *said = answers.readline().split()
    if len(said) != 2 or said[0] != b"blob":
        raise _missing(version)
    size = int(said[1])
    if size > MAX_VERSION_BYTES:
        _pass_over(answers, size + 1)
        raise UnreadableVersionError(f"it has more than {MAX_VERSION_BYTES // 1024**2} MiB", "split it")
    content = answers.read(size + 1)
    if len(content) <= size:
        raise _missing(version)
    return content[:-1]


def _pass_over(stream: IO[bytes], size: int) -> None:
    while size > 0 and (read := stream.read(min(size, 1024 * 1024))):
        size -= len(read)


def _missing(version: FileVersion) -> TempodbError:
    message = f"the repository does not have what `{version.label}` holds"
    return OperationalError.of("git", message, "fetch all of it first: git fsck tells what is missing")
