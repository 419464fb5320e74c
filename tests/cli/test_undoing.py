"""The command that takes back a transaction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tempodb
from tempodb.cli.arguments import main


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        db.run("end membership of Armenia in CSTO from 2024-02-22")
    return str(path)


def test_a_dry_run_tells_what_the_undo_tells(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", path, "undo", "--dry-run"]) == 0
    foreseen = capsys.readouterr().out
    assert main(["--db", path, "undo", "2", "--dry-run", "--exit-code"]) == 1
    assert capsys.readouterr().out == foreseen
    assert main(["--db", path, "undo", "--author", "Ann", "--note", "it has not left"]) == 0

    assert capsys.readouterr().out == foreseen
    with tempodb.open(path) as db:
        assert [(each.author, each.note) for each in db.recorded()[:1]] == [("Ann", "it has not left")]


def test_it_is_told_as_json_and_in_short_of_a_whole_load(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", path, "undo"]) == 0
    capsys.readouterr()

    assert main(["--db", path, "undo", "1", "--dry-run", "--format", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert main(["--db", path, "undo", "1"]) == 0

    told = capsys.readouterr().out.splitlines()
    assert whole["said"] == told[0] == "undo 1"
    assert told[-1] == f"  and {len(whole['replaced']) - len(told[1:-1])} more"


@pytest.mark.parametrize(
    ("number", "told"), [("7", "there is no transaction 7"), ("seven", "invalid int value")]
)
def test_what_is_wrong_is_told(path: str, number: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", path, "undo", number]) == 2

    assert told in capsys.readouterr().err
