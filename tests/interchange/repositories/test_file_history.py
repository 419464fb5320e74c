"""A repository is read without running what lies in it, and what is no file there is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import tempodb
from git_repositories import GitRepository, chamber, needs_git
from tempodb.interchange.repositories.file_history import UnreadableVersionError, history_of
from tempodb.interchange.repositories.git import opened_repository

pytestmark = needs_git
AT = "2001-01-01T00:00:00Z"


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    return GitRepository(tmp_path / "repository")


def contents(folder: Path, path: str) -> list[bytes]:
    with opened_repository(str(folder)) as git, history_of(git, path, None, False) as of_file:
        return [of_file.content(version) for version in of_file.versions]


def test_nothing_of_a_hostile_repository_is_run_and_nothing_written(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{ran}'\ncat\n")
    script.chmod(0o755)
    repository.commit(".gitattributes", "* filter=x diff=x\n", AT)
    repository.commit("d.yaml", "one\n", AT)
    repository.commit("d.yaml", "two\n", AT)
    for setting in (
        "core.fsmonitor", "core.pager", "core.editor", "diff.external", "diff.x.command", "diff.x.textconv",
        "filter.x.smudge", "filter.x.clean", "filter.x.process", "core.sshCommand", "gpg.program",
        "core.alternateRefsCommand", "uploadpack.packObjectsHook",
    ):  # fmt: skip
        repository.git("config", setting, str(script))
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "alias.log", f"!{script}")
    hooks = repository.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        shutil.copy(script, hooks / hook)
    before = repository.state()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(script))

    assert contents(repository.folder, "d.yaml") == [b"one\n", b"two\n"]
    assert not ran.exists()
    assert repository.state() == before


def test_what_is_missing_is_not_fetched(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit("d.yaml", "one\n", AT)
    blob = repository.git("rev-parse", "HEAD:d.yaml")
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    ran = tmp_path / "ran"
    for setting, value in (
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::sh -c 'touch {ran}'"),
        ("protocol.ext.allow", "always"),
    ):
        repository.git("config", setting, value)

    with pytest.raises(tempodb.OperationalError, match="does not have what"):
        contents(repository.folder, "d.yaml")
    assert not ran.exists()


@pytest.mark.skipif(os.name == "nt", reason="names of files hold no such characters there")
@pytest.mark.parametrize(
    "path", ["a\nb.yaml", ":(glob)*.yaml", "*.yaml", "-x.yaml", "ä b.yaml", "\x1b[2J.yaml"]
)
def test_any_name_is_a_name(repository: GitRepository, path: str) -> None:
    repository.commit("other.yaml", "other\n", AT)
    repository.commit(path, "one\n", AT)

    assert contents(repository.folder, path) == [b"one\n"]
    with opened_repository(str(repository.folder)) as git, history_of(git, path, None, False) as of_file:
        assert of_file.versions[0].label.isprintable()


def test_a_link_a_submodule_and_a_pointer_are_told(repository: GitRepository) -> None:
    (repository.folder / "d").symlink_to("/etc/passwd")
    repository.commit("other", "x", AT)
    (repository.folder / "d").unlink()
    repository.commit("d", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", AT)
    repository.commit("d", "/annex/objects/SHA256E-s1--00\n", AT)
    commit = repository.git("rev-parse", "HEAD")
    repository.git("update-index", "--cacheinfo", f"160000,{commit},d")
    repository.git("commit", "--quiet", "-m", "submodule", at=AT)

    said = []
    with opened_repository(str(repository.folder)) as git, history_of(git, "d", None, False) as of_file:
        for version in of_file.versions:
            with pytest.raises(UnreadableVersionError) as refused:
                of_file.content(version)
            said.append(refused.value.why)

    assert [why.split(" there")[0].split(",")[0] for why in said] == [
        "it is a symbolic link", "it is a pointer of Git LFS", "it is a pointer of git-annex", "it is a submodule"
    ]  # fmt: skip


def test_messages_and_authors_are_text_whatever_they_hold(repository: GitRepository) -> None:
    message = "first\n\n:100644 000000 aaaa bbbb D\n\x01\x02 ü"
    repository.commit("d", "x", AT, message, "Ann :100644")

    with opened_repository(str(repository.folder)) as git, history_of(git, "d", None, False) as of_file:
        assert [(version.author, version.message) for version in of_file.versions] == [
            ("Ann :100644", message)
        ]


def test_a_bundle_of_several_branches_asks_which(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit("d", "x", AT)
    repository.git("branch", "other")
    repository.git("bundle", "create", "--quiet", str(tmp_path / "x.bundle"), "main", "other")

    with pytest.raises(tempodb.InputError, match="`main`, `other`"):
        contents(tmp_path / "x.bundle", "d")


def test_a_shallow_repository_says_so(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit("d.yaml", chamber("a"), AT)
    repository.commit("d.yaml", chamber("b"), "2002-01-01T00:00:00Z")
    shallow = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(shallow))

    with tempodb.open(":memory:") as db:
        report = db.replay(shallow, "d.yaml")

    assert (report.is_shallow, report.versions) == (True, 1)
    assert "shallow" in next(report.remarks()).message


def test_what_is_no_repository_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "file").write_text("x")
    (tmp_path / "cut.bundle").write_text("# v2 git bundle\n" + "0" * 40 + " refs/heads/main\n\n")
    (tmp_path / "folder").mkdir()
    GitRepository(tmp_path / "empty")

    for place, error, said in (
        ("nowhere", tempodb.InputError, "there is no repository"),
        ("file", tempodb.InputError, "is no bundle"),
        ("folder", tempodb.InputError, "is no repository of git"),
        ("empty", tempodb.InputError, "has no commit yet"),
        ("cut.bundle", tempodb.OperationalError, "git cannot read"),
    ):
        with pytest.raises(error, match=said):
            contents(tmp_path / place, "d")


def test_a_machine_without_git_says_so(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(tempodb.OperationalError, match="there is no git here"):
        contents(repository.folder, "d")
