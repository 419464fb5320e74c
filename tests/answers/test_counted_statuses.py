"""Statuses that count as membership, as a dataset says (MEANING.md, M48)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.execution import view

WORLD: dict[str, Any] = {
    "tempodb": 1,
    "dataset": "d",
    "states": {id_: {"name": id_.upper()} for id_ in "abc"},
    "organizations": {"o": {"name": "O"}},
    "memberships": [
        {"member": "a", "of": "o", "from": "1990-01-01", "to": "1999-06-01"},
        {"member": "a", "of": "o", "status": "suspended", "from": "1999-06-01", "to": "2004-01-01"},
        {"member": "b", "of": "o", "status": "guest", "from": "1995-01-01"},
        {"member": "c", "of": "o", "status": "observer", "from": "1995-01-01"},
    ],
}
BEFORE = {**WORLD, "statuses": ["guest"]}
AFTER = {**WORLD, "statuses": {"suspended": {"counts_as": "member"}, "guest": {"counts_as": "member"}}}


@pytest.fixture(params=["by rows", "by columns"])
def db(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tempodb.Database]:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if request.param == "by rows" else 0)
    with tempodb.open(tmp_path / "d.db", now="2020-06-01") as db:
        for content, at in ((BEFORE, "2010-01-01"), (AFTER, "2012-01-01")):
            (tmp_path / "d.json").write_text(json.dumps(content), encoding="utf-8")
            db.load(tmp_path / "d.json", recorded_at=at)
        yield db


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("members of o as of 2001", [("a", "suspended"), ("b", "guest")]),
        ("members of o as of 2001 known at 2011", []),
        ("members of every organization as of 2001", [("a", "suspended"), ("b", "guest")]),
        ("suspended members of o as of 2001", [("a", "suspended")]),
        ("observers of o as of 2001", [("c", "observer")]),
        (
            "members of o including observer as of 2001",
            [("a", "suspended"), ("b", "guest"), ("c", "observer")],
        ),
        ("organizations of a as of 2001", [("a", "suspended")]),
        ("members of o that left in 2004", [("a", "member"), ("a", "suspended")]),
    ],
)
def test_members_are_those_of_what_counts_too(
    db: tempodb.Database, question: str, found: list[tuple[str, str]]
) -> None:
    assert [(row.member, row.status) for row in db.query(question)] == found


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("whether a is member of o as of 2001", "yes"),
        ("whether a is member of o as of 2001 known at 2011", "no"),
        ("whether a is suspended in o as of 1995", "no"),
        ("whether c is member of o as of 2001", "no"),
    ],
)
def test_whoever_is_asked_about_is_a_member_then(db: tempodb.Database, question: str, answer: str) -> None:
    assert [row.answer for row in db.query(question)] == [answer]


def test_who_is_counted_is_counted_once(db: tempodb.Database) -> None:
    by_year = db.query("count members of o by year between 1998 and 2000")

    assert [(row.certain, row.possible) for row in by_year] == [(2, 2), (2, 2), (2, 2)]
    groups = db.query("count members of o by status as of 1999")
    assert [(row.group, row.certain) for row in groups] == [("guest", 1), ("member", 1), ("suspended", 1)]


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_what_counts_is_exported_and_loaded_again(db: tempodb.Database, tmp_path: Path, format_: str) -> None:
    file = tmp_path / f"again.{format_}"
    file.write_text(db.export("d", format=format_), encoding="utf-8")

    (report,) = db.load(file, recorded_at="2013-01-01")

    assert list(report.lines()) == []


SAYS = {"guest": {"counts_as": "member"}}
OTHER = {
    "tempodb": 1,
    "dataset": "e",
    "states": {"f": {"name": "F"}},
    "organizations": {"o": {"name": "O"}},
    "memberships": [{"member": "f", "of": "o", "status": "guest", "from": "2000"}],
}


@pytest.mark.parametrize("many", [0, 700], ids=["few claims", "many claims"])
@pytest.mark.parametrize("together", [True, False], ids=["in one load", "one after the other"])
@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (SAYS, ["guest"], "`guest` counts as member in dataset `d`, and not here"),
        (SAYS, {"guest": None}, "`guest` counts as member in dataset `d`, and not here"),
        (["guest"], SAYS, "`guest` counts as member here, and not in dataset `d`"),
        (SAYS, SAYS, None),
        (["guest"], ["guest"], None),
    ],
)
def test_two_datasets_say_the_same_of_a_status(
    tmp_path: Path, first: Any, second: Any, message: str | None, together: bool, many: int
) -> None:
    events = [{"id": f"e{i}", "date": "2001", "title": 60 * "x"} for i in range(many)]
    files = [tmp_path / "d.json", tmp_path / "e.json"]
    for file, content in zip(
        files, ({**WORLD, "statuses": first}, {**OTHER, "statuses": second}), strict=True
    ):
        file.write_text(json.dumps({**content, "events": [{**e, "id": file.name + e["id"]} for e in events]}))

    with tempodb.open(tmp_path / "f.db") as db:
        if message is None:
            assert len(db.load(*files)) == 2
            return
        if not together:
            db.load(files[0])
        with pytest.raises(tempodb.DatasetError) as error:
            db.load(*(files if together else files[1:]))

    (problem,) = error.value.problems
    assert (problem.message, problem.file) == (message, str(files[1]))
    assert problem.line == 1


def test_what_is_said_of_no_status_leaves_it_to_others(tmp_path: Path) -> None:
    with tempodb.open(tmp_path / "w.db") as db:
        db.run('record status guest; record organization o named "O"; record state v named "V";')
        db.run("record membership of v in o as guest from 2000 onwards;")
        (tmp_path / "d.json").write_text(
            json.dumps({**WORLD, "statuses": {**SAYS, "suspended": SAYS["guest"]}})
        )
        (tmp_path / "e.json").write_text(json.dumps({"tempodb": 1, "dataset": "e", "memberships": [
            {"member": "v", "of": "o", "status": "suspended", "from": "1980", "to": "1990"}]}))  # fmt: skip

        before = db.query("members of o as of 2001").to_dicts()
        db.load(tmp_path / "d.json", tmp_path / "e.json")

        assert before == []
        assert [row.member for row in db.query("members of o as of 1985")] == ["v"]
