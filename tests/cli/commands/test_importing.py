"""`import` tells what came over, and writes or loads it unless something was refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import INPUT, SURROUNDINGS, tempodb_

GOOD = {"persons": [{"id": "a", "name": "Person A"}], "organizations": [{"id": "o", "name": "O"}],
        "memberships": [{"person_id": "a", "organization_id": "o", "start_date": "2001", "votes": 3}]}  # fmt: skip
BAD = {
    **GOOD,
    "memberships": [*GOOD["memberships"], {"person_id": "a", "organization_id": "o", "start_date": "soon"}],
}


@pytest.fixture
def files(folder: Path) -> Path:
    (folder / "good.json").write_text(json.dumps(GOOD))
    (folder / "bad.json").write_text(json.dumps(BAD))
    return folder


def test_a_report_is_all_there_is_without_more(files: Path) -> None:
    ran = tempodb_("import", "popolo", "good.json")

    assert (ran.code, ran.out) == (0, "good: 1 organization, 1 person, 1 membership\n")
    assert ran.err == "good.json#/memberships/0: warning: left out: `votes` of memberships: 1\n"
    assert sorted(path.name for path in files.iterdir()) == ["bad.json", "good.json"]


def test_it_is_written_and_loaded(files: Path) -> None:
    written = tempodb_("import", "popolo", "good.json", "-o", "good.yaml", "--dataset", "d")
    loaded = tempodb_(
        "import", "popolo", "good.json", "--dataset", "d", "--load", "--db", "a.db", "--author", "Ann"
    )

    assert (written.code, loaded.code) == (0, 0)
    assert loaded.out.startswith("d: 6 added, 0 corrected")
    assert (
        tempodb_("load", "good.yaml", "--db", "a.db").out
        == "d: 0 added, 0 corrected, 0 retracted, 6 unchanged\n"
    )
    assert tempodb_(
        "import", "popolo", "good.json", "--dataset", "d", "--load", "--db", "a.db"
    ).out.startswith("d: 0 added")
    assert "by Ann" in tempodb_("query", "show transactions", "--db", "a.db").out


def test_texts_for_no_date_may_begin_with_a_dash(files: Path) -> None:
    (files / "open.json").write_text(json.dumps(GOOD).replace("2001", "-"))

    ran = tempodb_("import", "popolo", "open.json", "--open", "-,n/a")

    assert (ran.code, ran.out) == (0, "open: 1 organization, 1 person, 1 membership\n")


def test_another_source_of_the_same_name_is_asked_about(files: Path) -> None:
    other = {"persons": [{"id": "b", "name": "Person B"}], "organizations": [{"id": "p", "name": "P"}],
             "memberships": [{"person_id": "b", "organization_id": "p", "start_date": "2001"}]}  # fmt: skip
    tempodb_("import", "popolo", "good.json", "--load", "--db", "a.db")
    (files / "good.json").write_text(json.dumps(other))

    ran = tempodb_("import", "popolo", "good.json", "--load", "--db", "a.db")

    assert "warning: 5 of the 6 claims of `good` are withdrawn: is the file whole?" in ran.err
    assert "help: give another source a --dataset of its own" in ran.err


def test_what_is_refused_lets_nothing_be_written_or_loaded(files: Path) -> None:
    for ran in (
        tempodb_("import", "popolo", "bad.json"),
        tempodb_("import", "popolo", "bad.json", "-o", "x.yaml"),
        tempodb_("import", "popolo", "bad.json", "--load", "--db", "x.db"),
    ):
        assert (ran.code, ran.out) == (INPUT, "")
        assert "bad.json#/memberships/1: error: `soon` is no date" in ran.err
    assert not list(files.glob("x.*"))


def test_what_is_refused_is_left_out_and_told(files: Path) -> None:
    ran = tempodb_("import", "popolo", "bad.json", "-o", "x.yaml", "--skip-bad")

    assert (ran.code, ran.out) == (0, "bad: 1 organization, 1 person, 1 membership, 1 refused\n")
    assert "bad.json#/memberships/1: error: `soon` is no date" in ran.err
    assert "soon" not in (files / "x.yaml").read_text()


def test_programs_read_the_report_and_the_errors(files: Path) -> None:
    ran = tempodb_("import", "popolo", "bad.json", "--format", "json", "--errors", "json")

    report, errors = json.loads(ran.out), [json.loads(line) for line in ran.err.splitlines()]
    assert ran.code == INPUT
    assert list(report) == ["format", "dataset", "counts", "refused", "unexpressed", "conventions"]
    (refused,) = report["refused"]
    assert (refused["file"], refused["pointer"], refused["code"]) == ("bad.json", "/memberships/1", "date")
    assert report["unexpressed"] == [
        {"reason": "`votes` of memberships", "count": 1, "first": ["bad.json#/memberships/0"]}
    ]
    assert errors[-1]["pointer"] == "/memberships/1" and "file" in errors[-1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["popolo"], INPUT, "SOURCE"),
        (["popollo", "good.json"], INPUT, "the nearest is `popolo`"),
        (["popolo", "none.json"], INPUT, "there is no file"),
        (["popolo", "."], INPUT, "is a folder"),
        (["popolo", "good.json", "--end-day", "noon"], INPUT, "choose from inside, outside, measure"),
        (["popolo", "good.json", "--margin", "soon"], INPUT, "write it as in 1y"),
        (["popolo", "good.json", "-o", "x.txt"], INPUT, "end it with"),
        (["popolo", "good.json", "-o", "none/x.yaml"], SURROUNDINGS, "cannot be written"),
        (["popolo", "good.json", "--load", "--db", "good.json"], SURROUNDINGS, ""),
    ],
)
def test_what_is_asked_for_wrongly_is_told(files: Path, arguments: list[str], code: int, said: str) -> None:
    ran = tempodb_("import", *arguments)

    assert ran.code == code and said in ran.err
    assert "Traceback" not in ran.err
