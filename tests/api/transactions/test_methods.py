"""Each method of a transaction records what the statement that it stands for does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.api.transactions.transaction import Transaction
from tempodb.model.write_results import WriteResult

WORLD = """
tempodb: 1
dataset: d
statuses: [idle]
sources: {s: {title: S}, t: {title: T}}
persons: {p: {name: Pat}, q: {name: Quin}}
states: {a: {name: Aland}, z: {name: Zed}}
organizations:
  o: {name: O, founded: 1950, dissolved: 2010}
  n: {names: [{name: N, from: 1990, to: 2010}]}
  b: {name: B, part_of: [{of: o, from: 1990, to: 2010}], succeeds: [{of: n, from: 1990, to: 2010}]}
  x: {name: Ex}
offices: {o/chair: {title: Chair}, o/none: {title: None}}
memberships: [{member: a, of: o, representing: b, from: 1990, to: 2010}]
tenures: [{holder: p, office: o/chair, representing: a, from: 1990, to: 2010}]
events: [{id: e, body: o, kind: meeting, from: 1990, to: 2010}]
"""
WINDOW: dict[str, Any] = {"from_": "1995", "to": "2000"}
ON: dict[str, Any] = {"from_": "2000", "source": "s", "note": "N"}
AT: dict[str, Any] = {"at": "2000", "from_": "1991"}
OF_B, OF_A = {"representing": "b"}, {"representing": "a"}

SAME: list[tuple[str, tuple[Any, ...], dict[str, Any], str]] = [
    ("record_person", ("r",), {"name": "Rae", "short": "R", "source": "s"}, 'record person r named "Rae" short "R" source s'),
    ("record_state", ("y",), {"name": "Y", "code": "YY", "from_": "1990"}, 'record state y named "Y" code "YY" from 1990 onwards'),
    ("record_organization", ("y",), {"name": "Y", "part_of": "o", "kind": "court", **WINDOW},
     'record organization y named "Y" kind "court" part of o from 1995 to 2000'),
    ("record_office", ("y",), {"title": "Y", "organization": "o", "seats": 2}, 'record office y titled "Y" of o seats 2'),
    ("record_source", ("y",), {"title": "Y", "published": "2001-05", "url": "https://example.org/y", "publisher": "P"},
     'record source y titled "Y" publisher "P" published 2001-05 url "https://example.org/y"'),
    ("record_status", ("dormant",), {"note": "N"}, 'record status dormant note "N"'),
    ("retract_person", ("q",), {}, "retract person q"),
    ("retract_state", ("z",), {}, "retract state z"),
    ("retract_organization", ("x",), {"note": "N"}, 'retract organization x note "N"'),
    ("retract_office", ("o/none",), {}, "retract office o/none"),
    ("retract_source", ("t",), {}, "retract source t"),
    ("retract_status", ("idle",), {"note": "N"}, 'retract status idle note "N"'),
    ("record_membership", ("z", "o"), {"status": "observer", **WINDOW}, "record membership of z in o as observer from 1995 to 2000"),
    ("change_membership", ("a", "o"), {"status": "observer", **OF_B, **WINDOW},
     "change membership of a in o as observer representing b from 1995 to 2000"),
    ("end_membership", ("a", "o"), {**OF_B, **ON}, 'end membership of a in o representing b from 2000 source s note "N"'),
    ("retract_membership", ("a", "o"), {**OF_B, **WINDOW}, "retract membership of a in o representing b from 1995 to 2000"),
    ("correct_membership", ("a", "o"), {"status": "observer", **OF_B, **AT},
     "correct membership of a in o at 2000 as observer representing b from 1991"),
    ("record_tenure", ("q", "o/chair"), {"capacity": "acting", "ordinal": 3, "from_": "2010", "to": "2011"},
     "record tenure of q in o/chair as acting, ordinal 3 from 2010 to 2011"),
    ("change_tenure", ("p", "o/chair"), {"capacity": "acting", **OF_A, **WINDOW},
     "change tenure of p in o/chair as acting representing a from 1995 to 2000"),
    ("end_tenure", ("p", "o/chair"), {**OF_A, **ON}, 'end tenure of p in o/chair representing a from 2000 source s note "N"'),
    ("retract_tenure", ("p", "o/chair"), {**OF_A, **WINDOW}, "retract tenure of p in o/chair representing a from 1995 to 2000"),
    ("correct_tenure", ("p", "o/chair"), {"capacity": "acting", **OF_A, **AT},
     "correct tenure of p in o/chair at 2000 as acting representing a from 1991"),
    ("record_name", ("n", "En"), {"short": "E", **WINDOW}, 'record name of n as "En" short "E" from 1995 to 2000'),
    ("change_name", ("n", "En"), WINDOW, 'change name of n as "En" from 1995 to 2000'),
    ("end_name", ("n",), ON, 'end name of n from 2000 source s note "N"'),
    ("retract_name", ("n",), WINDOW, "retract name of n from 1995 to 2000"),
    ("correct_name", ("n", "En"), AT, 'correct name of n at 2000 as "En" from 1991'),
    ("record_existence", ("x",), WINDOW, "record existence of x from 1995 to 2000"),
    ("end_existence", ("o",), ON, 'end existence of o from 2000 source s note "N"'),
    ("retract_existence", ("o",), {"from_": "2005", "to": "2010"}, "retract existence of o from 2005 to 2010"),
    ("correct_existence", ("o",), AT, "correct existence of o at 2000 from 1991"),
    ("record_part_of", ("n", "o"), WINDOW, "record n as part of o from 1995 to 2000"),
    ("end_part_of", ("b", "o"), ON, 'end b as part of o from 2000 source s note "N"'),
    ("retract_part_of", ("b", "o"), WINDOW, "retract b as part of o from 1995 to 2000"),
    ("correct_part_of", ("b", "o"), AT, "correct b as part of o at 2000 from 1991"),
    ("record_succeeds", ("o", "n"), WINDOW, "record o as successor of n from 1995 to 2000"),
    ("end_succeeds", ("b", "n"), ON, 'end b as successor of n from 2000 source s note "N"'),
    ("retract_succeeds", ("b", "n"), WINDOW, "retract b as successor of n from 1995 to 2000"),
    ("correct_succeeds", ("b", "n"), AT, "correct b as successor of n at 2000 from 1991"),
    ("record_event", ("f", {"kind": "meeting", "body": "o", "place": "Rome"}), WINDOW,
     'record event f as kind meeting, body o, place "Rome" from 1995 to 2000'),
    ("change_event", ("e", {"kind": "summit", "body": "o"}), WINDOW, "change event e as kind summit, body o from 1995 to 2000"),
    ("end_event", ("e",), ON, 'end event e from 2000 source s note "N"'),
    ("retract_event", ("e",), WINDOW, "retract event e from 1995 to 2000"),
    ("correct_event", ("e", {"place": "Rome"}), AT, 'correct event e at 2000 as place "Rome" from 1991'),
]  # fmt: skip


def recorded(
    folder: Path, write: Callable[[tempodb.Database], WriteResult]
) -> tuple[WriteResult, list[dict[str, object]], str]:
    """Return what a write in the world answers, and what the database tells of itself after it."""
    folder.mkdir()
    (folder / "d.yaml").write_text(WORLD, encoding="utf-8")
    with tempodb.open(folder / "d.db") as db:
        db.load(folder / "d.yaml", recorded_at="2020-01-01")
        result = write(db)
        assert db.verify() == []
        return result, db.query("show transactions").to_dicts(), db.export("d")


@pytest.mark.parametrize(("method", "of", "how", "statement"), SAME, ids=[each[0] for each in SAME])
def test_a_method_records_what_its_statement_does(
    tmp_path: Path, method: str, of: tuple[Any, ...], how: dict[str, Any], statement: str
) -> None:
    def call(db: tempodb.Database) -> WriteResult:
        with db.transaction(recorded_at="2021-01-01") as tx:
            done: WriteResult = getattr(tx, method)(*of, **how)
        return done

    def run(text: str) -> Callable[[tempodb.Database], WriteResult]:
        def write(db: tempodb.Database) -> WriteResult:
            (done,) = db.run(text, recorded_at="2021-01-01")
            assert isinstance(done, WriteResult)
            return done

        return write

    called, *left = recorded(tmp_path / "called", call)
    said = recorded(tmp_path / "said", run(statement))
    # What it says of itself may be worded otherwise, and is a statement too.
    again = recorded(tmp_path / "again", run(called.said))

    assert said == (replace(called, said=said[0].said), *left)
    assert again == (replace(called, said=again[0].said), *left)


def test_each_method_is_among_them() -> None:
    verbs = ("record_", "change_", "end_", "retract_", "correct_")

    assert {name for name in dir(Transaction) if name.startswith(verbs)} == {method for method, *_ in SAME}
