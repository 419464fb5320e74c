"""Digests that are kept elsewhere: on paper, in a file, signed, in a repository."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import tempodb
from git_repositories import GitRepository, needs_git
from store.histories import run
from tempodb.cli import main

CSTO = tempodb.bundled_fixture("csto.yaml")
needs_keys = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen here")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "posts.db"
    with tempodb.open(path) as db:
        db.load(CSTO)
    return path


def go_on(path: Path) -> None:
    with tempodb.open(path) as db:
        db.run("record membership of tajikistan in csto as suspended from 2024 to 2025")


def cut_off(path: Path) -> None:
    """Take the last transaction away, so that nothing shows it in the file itself."""
    run(path, "DELETE FROM assertion WHERE tx = 2", "DELETE FROM tx WHERE id = 2")
    with tempodb.open(path) as db:
        db.rebuild()
        assert db.verify() == []


def digest_of(path: Path) -> str:
    with tempodb.open(path) as db:
        return db.digest()


WRITTEN_DOWN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "in groups": lambda digest: " ".join(digest[at : at + 4] for at in range(0, 64, 4)),
    "in lines": lambda digest: f"\n{digest[:32]}\n{digest[32:]}\n",
    "with hyphens": lambda digest: "-".join(digest[at : at + 8] for at in range(0, 64, 8)).upper(),
}


@pytest.mark.parametrize("is_file", [False, True], ids=["typed", "in a file"])
@pytest.mark.parametrize("written", WRITTEN_DOWN.values(), ids=WRITTEN_DOWN)
def test_a_digest_of_before_is_found_in_what_came_after(
    path: Path, written: Callable[[str], str], is_file: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    before, file = written(digest_of(path)), path.with_name("digest.txt")
    file.write_text(before)
    go_on(path)
    after = written(digest_of(path))

    assert main(["verify", "--db", str(path), "--digest", str(file) if is_file else before]) == 0
    cut_off(path)
    file.write_text(after)
    assert main(["verify", "--db", str(path), "--digest", str(file) if is_file else after]) == 1
    assert "the log was cut off or rewritten" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda digest: digest[:-1], "this has 63"),
        (lambda digest: f"{digest}0", "this has 65"),
        (lambda digest: f"o{digest[1:]}", "`o` is none"),
        (lambda _: "nowhere.txt", "`n` is none"),
    ],
)
def test_what_was_typed_wrong_is_told(
    path: Path, change: Callable[[str], str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--db", str(path), "--digest", change(digest_of(path))]) == 2
    assert told in capsys.readouterr().err


# --- signed -----------------------------------------------------------------------------------------------


@pytest.fixture
def key(tmp_path: Path) -> Path:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = key.with_suffix(".pub").read_text().split()
    (tmp_path / "signers").write_text(f"ann@example.org {public[0]} {public[1]}\n")
    return key


@needs_keys
def test_a_signed_digest_says_who_signed_it(
    path: Path, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["digest", "--db", str(path), "--sign", str(key)]) == 0
    file = tmp_path / "digest.txt"
    file.write_text(capsys.readouterr().out)
    go_on(path)
    verify = ["verify", "--db", str(path), "--digest", str(file)]

    assert main(verify) == 0
    assert main([*verify, "--signers", str(tmp_path / "signers")]) == 0
    assert capsys.readouterr().out.endswith("signed by ann@example.org\n")


FORGED: dict[str, tuple[Callable[[str, str], str], str]] = {
    "another digest": (lambda signed, later: later + signed[64:], "none of the signers"),
    "another signature": (lambda signed, _: signed.replace("U1NIU0lH", "U1NIU0lI"), "none of the signers"),
    "no signature": (lambda signed, _: signed[:65], "is not signed"),
}


@needs_keys
@pytest.mark.parametrize(("forge", "told"), FORGED.values(), ids=FORGED)
def test_what_nobody_signed_is_refused(
    path: Path,
    key: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    forge: Callable[[str, str], str],
    told: str,
) -> None:
    main(["digest", "--db", str(path), "--sign", str(key)])
    signed = capsys.readouterr().out
    go_on(path)
    file = tmp_path / "digest.txt"
    file.write_text(forge(signed, digest_of(path)))

    code = main(["verify", "--db", str(path), "--digest", str(file), "--signers", str(tmp_path / "signers")])
    assert code == 2
    assert told in capsys.readouterr().err


@needs_keys
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["digest", "--sign", "nowhere"], "`nowhere` signs nothing: "),
        (["digest", "--sign", "posts.db"], "`posts.db` signs nothing: "),
        (["verify", "--digest", "signed.txt", "--signers", "nowhere"], "none of the signers in `nowhere`"),
        (["verify", "--digest", "signed.txt", "--signers", "others"], "none of the signers in `others`"),
    ],
)
def test_without_a_key_or_its_owner_nothing_passes(
    path: Path,
    key: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(path.parent)
    with tempodb.open(path) as db:
        Path("signed.txt").write_text(db.signed_digest(key))
    Path("others").write_text("bo@example.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==\n")

    assert main([*arguments, "--db", str(path)]) == 2
    assert told in capsys.readouterr().err


# --- in a repository ---------------------------------------------------------------------------------------


@pytest.fixture
def notary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (tmp_path / "gitconfig").write_text("[user]\nname = Ann\nemail = ann@example.org\n")
    return GitRepository(tmp_path / "notary")


@needs_git
def test_a_repository_keeps_every_digest_and_nothing_else_changes_there(
    path: Path, notary: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    notary.commit("notes.txt", "one", "2001-01-01T00:00:00Z")
    (notary.folder / "notes.txt").write_text("two")
    (notary.folder / "staged.txt").write_text("staged")
    notary.git("add", "staged.txt")
    hooks = notary.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("pre-commit", "post-commit", "commit-msg", "reference-transaction", "post-index-change"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch '{notary.folder}/ran'\n")
        (hooks / hook).chmod(0o755)
    keep = ["digest", "--db", str(path), "--git", str(notary.folder)]

    assert main(keep) == 0
    first = digest_of(path)
    assert capsys.readouterr().out.startswith(f"{first}\n{notary.folder}: kept there by commit ")
    assert main(keep) == 0
    assert "is kept there already" in capsys.readouterr().out
    go_on(path)
    assert main(keep) == 0

    assert not (notary.folder / "ran").exists()
    assert (notary.folder / "posts.digest").read_text() == f"{digest_of(path)}\n"
    assert notary.git("show", "HEAD~1:posts.digest") == first
    assert notary.git("log", "-1", "--format=%s").startswith("posts.digest: transaction 2, recorded 20")
    assert notary.git("show", "--format=", "--name-only", "HEAD") == "posts.digest"
    assert set(notary.git("status", "--porcelain").splitlines()) == {
        "M notes.txt",  # What `GitRepository.git` strips.
        "A  staged.txt",
    }
    capsys.readouterr()
    assert main(["verify", "--db", str(path), "--digest", str(notary.folder)]) == 0
    assert "it goes on from all 2 digests that were kept\n" in capsys.readouterr().out

    cut_off(path)
    assert main(["verify", "--db", str(path), "--digest", str(notary.folder)]) == 1


@needs_git
@needs_keys
def test_what_lies_in_a_bare_repository_may_be_signed_too(
    path: Path, notary: GitRepository, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "bare"
    notary.git("init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    signers = ["--signers", str(tmp_path / "signers")]

    assert main(["digest", "--db", str(path), "--git", str(bare), "--sign", str(key)]) == 0
    assert main(["verify", "--db", str(path), "--digest", str(bare), *signers]) == 0
    assert capsys.readouterr().out.endswith("signed by ann@example.org\n")
    go_on(path)
    assert main(["digest", "--db", str(path), "--git", str(bare)]) == 0
    assert main(["verify", "--db", str(path), "--digest", str(bare), *signers]) == 2


@needs_git
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("nowhere", "there is no repository `nowhere`"),
        (".", "`.` is no repository of git"),
        ("posts.db", "nothing is committed to `posts.db`, a file"),
    ],
)
def test_what_is_no_repository_is_told(
    path: Path,
    place: str,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(path.parent)

    assert main(["digest", "--db", str(path), "--git", place]) == 2
    assert told in capsys.readouterr().err


@needs_git
def test_git_that_does_not_know_who_commits_says_so_and_writes_nothing(
    path: Path, notary: GitRepository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (path.parent / "gitconfig").write_text("[user]\nuseConfigOnly = true\n")

    assert main(["digest", "--db", str(path), "--git", str(notary.folder)]) == 3
    assert "git cannot write to" in capsys.readouterr().err
    assert not (notary.folder / "posts.digest").exists()
