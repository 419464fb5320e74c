"""One file, committed to a repository: no hook is run, and nothing is pushed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tempodb.base.errors import InputError
from tempodb.base.partial_files import unfinished
from tempodb.interchange.repositories.git import Git, opened_repository


def commit_file(repository: str, name: str, content: bytes, message: str) -> str | None:
    """Commit a file to where a repository stands, and return the commit; None if that is there already.

    What else is staged or changed there stays so. A bare repository will do.

    Raises:
        InputError: there is no such repository.
        OperationalError: git cannot write to it, or does not know who commits.

    """
    if Path(repository).is_file():
        hint = "name a folder that git knows, or a bare repository"
        raise InputError.of("no-repository", f"nothing is committed to `{repository}`, a file", hint)
    with opened_repository(repository) as git:
        path = (git.ask("rev-parse", "--show-prefix") or "") + name
        head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        blob = git.write("hash-object", "-w", "--stdin", given=content)
        if head and git.ask("rev-parse", "--verify", "--quiet", f"{head}:{path}") == blob:
            return None
        commit = git.write(
            "commit-tree", _tree(git, head, path, blob), *(("-p", head) if head else ()), "-m", message
        )
        has_files = git.ask("rev-parse", "--is-bare-repository") == "false"
        if has_files:
            git.write("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        git.write("update-ref", "-m", message, "HEAD", commit, head or "0" * len(commit))
        if has_files:
            with unfinished(Path(repository, name)) as making:
                making.write_bytes(content)
                making.replace(Path(repository, name))
        return commit


def _tree(git: Git, head: str | None, path: str, blob: str) -> str:
    """Return what a commit holds, put together apart from what is staged."""
    with TemporaryDirectory(prefix="tempodb-") as temporary:
        index = str(Path(temporary) / "index")
        if head:
            git.write("read-tree", head, index=index)
        git.write("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", index=index)
        return git.write("write-tree", index=index)
