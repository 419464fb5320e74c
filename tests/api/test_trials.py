"""What is only tried is told as if it were done, seen by what comes after it, and leaves nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tempodb
from tempodb.cli.arguments import main

SCRIPT = (
    'record person x named "Ex Wye"; record membership of Ex Wye in CSTO from 2001 to 2002; '
    "members of CSTO as of 2001-06; erase x"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "t.db"
    with tempodb.open(path) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
    return path


def test_a_trial_is_as_if_it_were_done_and_nothing_of_it_stays(path: Path) -> None:
    before = path.read_bytes()
    with tempodb.open(path) as db:
        foreseen = db.preview_run(SCRIPT)

        with db.trial() as trial:
            trial.run(SCRIPT.partition(";")[0])
            assert len(trial.recorded()) == 2
            assert trial.verify() == []
            assert len(db.recorded()) == 1
            with pytest.raises(tempodb.InputError, match="transaction of this database is open"):
                db.run(SCRIPT)

    assert path.read_bytes() == before
    assert list(path.parent.glob("t.db*")) == [path]
    with tempodb.open(path) as db:
        done = db.run(SCRIPT)

    assert [each.said for each in (*foreseen[:2], foreseen[3])] == [
        each.said for each in (*done[:2], done[3])
    ]
    assert list(map(str, foreseen[2])) == list(map(str, done[2]))


def test_a_write_that_is_refused_leaves_those_before_it(path: Path) -> None:
    with tempodb.open(path) as db, db.trial() as trial:
        trial.run('record person x named "Ex"')
        with pytest.raises(tempodb.InputError):
            trial.run('record person x named "Wye"')

        assert trial.query("describe x")


def test_an_open_transaction_tells_what_it_would_do(path: Path) -> None:
    with tempodb.open(path) as db:
        with db.transaction() as tx:
            done = tx.record_person("x", name="Ex")
            assert tx.preview() == [done]
            with pytest.raises(tempodb.InputError):
                tx.record_person("x", name="Wye")
            assert tx.preview() == [done]
            tx.discard()
            for late in (tx.preview, tx.discard, lambda: tx.record_person("y", name="Wye")):
                with pytest.raises(tempodb.InputError, match="not open"):
                    late()

        assert len(db.recorded()) == 1
        with pytest.raises(KeyError), db.transaction() as tx:
            tx.discard()
            raise KeyError


@pytest.mark.parametrize("options", [(), ("--format", "json")])
def test_a_dry_run_prints_what_the_run_prints(
    path: Path, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    script = path.with_name("s.tql")
    script.write_text(SCRIPT.replace("members of CSTO as of 2001-06; ", ""))
    before = path.read_bytes()
    run = ["--db", str(path), "run", str(script), *options]

    assert main([*run, "--dry-run"]) == 0
    foreseen = capsys.readouterr().out
    assert main([*run, "--dry-run", "--exit-code", "--keep-going"]) == 1
    assert capsys.readouterr().out == foreseen
    assert path.read_bytes() == before
    assert main(run) == 0

    assert capsys.readouterr().out == foreseen


def test_a_dry_run_that_finds_nothing_to_do_or_is_refused_says_so(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = path.with_name("s.tql")
    dry = ["--db", str(path), "run", str(script), "--dry-run", "--exit-code", "--atomic"]
    script.write_text("record membership of Armenia in CSTO from 1992 onwards")
    assert main(dry) == 0
    script.write_text('record person x named "Ex"; end membership of x in CSTO from 2001')
    assert main([*dry, "--errors", "json"]) == 2

    said = capsys.readouterr()
    assert "stand" not in said.err
    assert json.loads(said.err.splitlines()[0])["code"] == "nothing"


def test_without_a_database_none_is_made(tmp_path: Path) -> None:
    with tempodb.open(tmp_path / "none.db") as db, pytest.raises(tempodb.InputError, match="no database"):
        db.preview_run("end membership of a in o from 2001")

    assert list(tmp_path.iterdir()) == []
