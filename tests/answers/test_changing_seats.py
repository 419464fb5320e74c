"""Offices whose seats change: what is possible, too many, exported and refused (MEANING.md, M52)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.execution import view

SEATS: list[dict[str, Any]] = [{"seats": 1, "to": "2010-01-01"}, {"seats": 2, "from": "2010-01-01"}]
WORLD: dict[str, Any] = {
    "tempodb": 1,
    "dataset": "d",
    "persons": {id_: {"name": id_.upper()} for id_ in "pqr"},
    "organizations": {"o": {"name": "O"}},
    "offices": {"o/c": {"title": "Chair", "seats": SEATS}},
    "tenures": [
        {"holder": "p", "office": "o/c", "from": "2001-01-01", "to": "2020-01-01"},
        {"holder": "q", "office": "o/c", "observed": "2011-05-05"},
    ],
}


@pytest.fixture(params=["by rows", "by columns"])
def db(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tempodb.Database]:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if request.param == "by rows" else 0)
    file = tmp_path / "d.json"
    file.write_text(json.dumps(WORLD), encoding="utf-8")
    with tempodb.open(tmp_path / "d.db", now="2024-06-01") as db:
        db.load(file, recorded_at="2024-01-01")
        yield db


@pytest.mark.parametrize(
    ("day", "holders"),
    [("2005-05-05", ["p"]), ("2009-12-31", ["p"]), ("2010-01-01", ["p", "q"]), ("2012-01-01", ["p", "q"])],
)
def test_who_is_possible_goes_by_the_seats_of_the_day(
    db: tempodb.Database, day: str, holders: list[str]
) -> None:
    assert [row.holder for row in db.query(f"holders of o/c as of {day}")] == holders


def test_who_is_too_many_is_so_by_the_seats_of_the_day(db: tempodb.Database, tmp_path: Path) -> None:
    crowd = [*WORLD["tenures"], {"holder": "r", "office": "o/c", "from": "2005-01-01", "to": "2012-01-01"}]
    file = tmp_path / "d.json"
    file.write_text(json.dumps(WORLD | {"tenures": crowd}), encoding="utf-8")
    none = list(db.query("conflicts in o"))

    db.load(file, recorded_at="2024-01-02")

    assert none == []
    assert {row.other for row in db.query("conflicts in o") if row.holder == "r"} == {
        "P on 2005-01-01 too",
        "P, Q on 2011-05-05 too",
    }
    assert {problem.message.partition(" seat")[0] for problem in tempodb.check(file)} == {
        "`o/c` has 1",
        "`o/c` has 2",
    }


def test_a_write_is_warned_of_by_the_seats_of_the_day(tmp_path: Path) -> None:
    file = tmp_path / "d.json"
    file.write_text(json.dumps(WORLD), encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load(file)
        with db.transaction() as tx:
            done = tx.record_tenure("r", "o/c", from_="2005-01-01", to="2009-01-01")

    assert done.warning == "`o/c` has 1 seat, and on 2005-01-01 is held by `p` too"


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_seats_are_described_exported_and_loaded_again(
    db: tempodb.Database, tmp_path: Path, format_: str
) -> None:
    (office,) = db.query("describe o/c")
    file = tmp_path / f"again.{format_}"
    file.write_text(db.export("d", format=format_), encoding="utf-8")

    (report,) = db.load(file, recorded_at="2024-01-02")

    assert office.detail == "of O; 1 seat to 2010-01-01, 2 seats from 2010-01-01"
    assert list(report.lines()) == []
    assert db.verify() == []


@pytest.mark.parametrize(
    ("seats", "message"),
    [
        ([{"seats": 0}], "`0` is no number of seats"),
        ([{"from": "2001"}], "a mapping is no number of seats with its dates"),
        ([2], "`2` is no number of seats with its dates"),
        ([], "a list names no number of seats"),
        ([{"seats": 2, "from": "2005", "to": "2001"}], "2 seats from 2005 to 2001 there can be on no day"),
        ([{"seats": 2, "from": "soon"}], "`soon` is no date"),
    ],
)
def test_what_are_no_seats_is_refused(tmp_path: Path, seats: list[Any], message: str) -> None:
    file = tmp_path / "d.json"
    file.write_text(
        json.dumps(WORLD | {"offices": {"o/c": {"title": "C", "seats": seats}}}), encoding="utf-8"
    )

    assert [problem.message for problem in tempodb.check(file)] == [message]
