"""`replay` records the versions of a file, and tells what became of them."""

from __future__ import annotations

import json
from pathlib import Path

from cli.running import INPUT, SURROUNDINGS, tempodb_
from git_repositories import GitRepository, chamber, needs_git

pytestmark = needs_git


def test_what_became_of_each_version_is_told(folder: Path) -> None:
    repository = GitRepository(folder / "r")
    repository.commit("d.yaml", chamber("a"), "2001-01-01T00:00:00Z")
    empty = repository.commit("d.yaml", None, "2002-01-01T00:00:00Z")
    repository.commit("d.yaml", chamber("a", "b"), "2002-01-01T00:00:00Z")

    refused = tempodb_("replay", "r", "d.yaml", "--db", "a.db")
    replayed = tempodb_("replay", "r", "d.yaml", "--db", "a.db", "--empty", "retract")
    again = tempodb_("replay", "r", "d.yaml", "--db", "a.db", "--report", "json", "--empty", "retract")

    assert (refused.code, refused.out) == (INPUT, "")
    assert refused.err.startswith(f"{empty[:10]}:d.yaml: error: the version states nothing\n")
    assert (replayed.code, replayed.out) == (
        0,
        "d: 3 versions of d.yaml, 3 recorded\n"
        "  recorded as transactions 1 to 3, 2001-01-01T00:00:00.000000Z to 2002-01-01T00:00:00.000001Z\n",
    )
    assert f"{empty[:10]}:d.yaml: note: it states nothing: all is retracted" in replayed.err
    assert (json.loads(again.out)["known"], json.loads(again.out)["recorded"]) == (3, [])


def test_what_every_format_leaves_open_is_settled_for_all_versions(folder: Path) -> None:
    repository = GitRepository(folder / "r")
    row = "ccode,stateabb,state,year,UN\n2,USA,United States,1990,{}\n"
    repository.commit("t.csv", row.format(1), "2001-01-01T00:00:00Z")

    ran = tempodb_("replay", "r", "t.csv", "--format", "cow", "--end-day", "inside", "--db", "a.db")
    wrong = tempodb_("replay", "r", "t.csv", "--format", "cow", "--end-day", "perhaps", "--db", "b.db")

    assert (ran.code, wrong.code) == (0, INPUT)
    assert ran.out.startswith("t: 1 version of t.csv, 1 recorded\n  recorded as transaction 1, 2001-01-01")


def test_a_repository_that_cannot_be_read_is_told_of(folder: Path) -> None:
    GitRepository(folder / "r")
    (folder / "x.bundle").write_text("# v2 git bundle\n" + "0" * 40 + " refs/heads/main\n\n")

    assert tempodb_("replay", "r", "d.yaml", "--db", "a.db").code == INPUT
    assert tempodb_("replay", "x.bundle", "d.yaml", "--db", "a.db").code == SURROUNDINGS
    assert not (folder / "a.db").exists()
