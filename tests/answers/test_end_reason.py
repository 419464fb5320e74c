"""How a membership or a tenure ended: stated in a file, in a statement and in Python, and told where its value is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind

CONTENT: dict[str, Any] = {
    "tempodb": 1,
    "dataset": "d",
    "states": {"a": {"name": "Aland"}, "b": {"name": "Bland"}},
    "persons": {"p": {"name": "Paula Doe"}, "q": {"name": "Quentin Roe"}},
    "organizations": {"o": {"name": "Org"}},
    "offices": {"o/chair": {"title": "Chair"}},
    "memberships": [
        {"member": "a", "of": "o", "from": "1992", "to": "1999", "end_reason": "withdrew"},
        {"member": "b", "of": "o", "from": "1992"},
    ],
    "tenures": [
        {
            "holder": "p",
            "office": "o/chair",
            "ordinal": 1,
            "from": "1992",
            "to": "1995",
            "end_reason": "died",
        },
        {"holder": "q", "office": "o/chair", "from": "1995", "to": "1999"},
    ],
}


def written(folder: Path, **sections: Any) -> Path:
    file = folder / "d.json"
    file.write_text(json.dumps({**CONTENT, **sections}), encoding="utf-8")
    return file


@pytest.fixture
def db(tmp_path: Path) -> Iterator[tempodb.Database]:
    with tempodb.open(":memory:") as database:
        database.load(written(tmp_path))
        yield database


def told(db: tempodb.Database, text: str, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in db.query(text).to_dicts()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("members of o between 1990 and 2000", [("Aland", "withdrew"), ("Bland", None)]),
        ("periods of a in o", [("Aland", "withdrew")]),
        ("revisions of a in o", [("Aland", "withdrew")]),
    ],
)
def test_members_have_it_in_a_column(db: tempodb.Database, text: str, expected: list[Any]) -> None:
    assert told(db, text, "member_name", "end_reason") == expected


@pytest.mark.parametrize(
    "text", ["holders of chair of o between 1990 and 2000", "offices in o between 1990 and 2000"]
)
def test_holders_have_it_in_a_column(db: tempodb.Database, text: str) -> None:
    expected = [("Paula Doe", "died"), ("Quentin Roe", None)]

    assert told(db, text, "holder_name", "end_reason") == expected


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("changes in o", "detail", ["member (withdrew)", "died"]),
        ("describe a", "detail", ["from 1992 to 1999 (withdrew)"]),
        ("describe p", "detail", ["from 1992 to 1995 (died)"]),
        ("why a in o as of 1995", "says", ['Aland: member in Org (withdrew)', '`a` member in `o` (end reason "withdrew") from 1992 to 1999']),
        ("why p holds chair of o as of 1994", "says", ["Paula Doe: substantive Chair (died)"]),
    ],
)  # fmt: skip
def test_it_is_told_with_the_end(db: tempodb.Database, text: str, column: str, expected: list[str]) -> None:
    assert {*expected} <= {said for (said,) in told(db, text, column)}


@pytest.mark.parametrize(
    ("statement", "asked", "expected"),
    [
        (
            'correct membership of a in o as end reason "expelled"',
            "members of o between 1990 and 2000",
            ("a", "member 1992 to 1999 (withdrew)", "member 1992 to 1999 (expelled)"),
        ),
        (
            "correct tenure of p in o/chair as ordinal 2",
            "holders of o/chair in 1993",
            (
                "p",
                "substantive (ordinal 1) 1992 to 1995 (died)",
                "substantive (ordinal 2) 1992 to 1995 (died)",
            ),
        ),
    ],
)
def test_beliefs_that_differ_in_it_alone_are_told_apart(
    db: tempodb.Database, statement: str, asked: str, expected: tuple[str, str, str]
) -> None:
    loaded = db.query("show transactions").to_dicts()[0]["name"]
    db.run(statement)

    compared = f"compare {asked} known at {loaded} with known at 9999"

    assert told(db, compared, "party", "before", "after") == [expected]


def test_two_times_differ_by_no_end(db: tempodb.Database) -> None:
    db.run("record membership of a in o as member from 2005 onwards")

    assert told(db, "compare members of o as of 1995 with as of 2006", "party", "change") == []


def test_a_later_export_states_the_same(db: tempodb.Database, tmp_path: Path) -> None:
    file = tmp_path / "exported.yaml"
    file.write_text(db.export(), encoding="utf-8")

    assert "end_reason: withdrew" in file.read_text(encoding="utf-8")
    (report,) = db.load(file)
    assert report.difference.is_empty


@pytest.mark.parametrize(
    "statement",
    [
        'record membership of b in o as observer, end reason "expelled" from 2001 to 2005',
        "record membership of b in o as observer, end_reason expelled from 2001 to 2005",
    ],
)
def test_a_statement_says_it(db: tempodb.Database, statement: str) -> None:
    (done,) = db.run(statement)

    assert done.said == 'record membership of b in o as observer, end reason "expelled" from 2001 to 2005'
    assert done.added == ('`b` observer in `o` (end reason "expelled") from 2001 to 2005',)
    assert told(db, "members of o including observer as of 2003", "status", "end_reason") == [
        ("observer", "expelled")
    ]


def test_a_correction_gives_it_another(db: tempodb.Database) -> None:
    db.run('correct membership of a in o as end reason "expelled"')

    assert told(db, "periods of a in o", "status", "to", "end_reason") == [("member", "1999", "expelled")]


def test_python_says_it(db: tempodb.Database) -> None:
    with db.transaction() as tx:
        done = tx.record_membership("b", "o", from_="2001", to="2005", end_reason="expelled")
        tx.record_tenure(
            "q", "o/chair", capacity="acting", ordinal=2, from_="2001", to="2005", end_reason="retired"
        )

    assert done.said == 'record membership of b in o as member, end reason "expelled" from 2001 to 2005'
    assert told(db, "members of o as of 2003", "end_reason") == [("expelled",)]
    assert told(db, "holders of chair of o as of 2003", "capacity", "ordinal", "end_reason") == [
        ("acting", 2, "retired")
    ]


@pytest.mark.parametrize("reason", ["expelled", None])
def test_claims_that_differ_in_it_contradict_each_other(tmp_path: Path, reason: str | None) -> None:
    said = {"member": "a", "of": "o", "from": "1992", "to": "1999"}
    file = written(tmp_path, memberships=[{**said, "end_reason": "withdrew"}, {**said, "end_reason": reason}])

    (problem,) = tempodb.check(file)

    assert problem.code == "contradiction"
    assert 'end reason "withdrew"' in problem.message


def test_a_disputed_reason_is_a_conflict(tmp_path: Path) -> None:
    said = {"member": "a", "of": "o", "from": "1992", "to": "1999"}
    with tempodb.open(":memory:") as db:
        other = {**said, "end_reason": "expelled", "standing": "disputed"}
        db.load(written(tmp_path, memberships=[{**said, "end_reason": "withdrew"}, other]))

        (row,) = told(db, "conflicts in o", "status", "end_reason", "other")

    assert row == ("member", "expelled", "member from 1992 to 1999 (withdrew)")


def test_a_claim_without_it_has_the_bytes_that_it_had() -> None:
    claim = Claim(Kind.TENURE, ("p", "o/chair", ""), '{"capacity":"acting","ordinal":3}')

    assert (
        claim.body() == '{"key":["p","o/chair",""],"kind":"tenure","value":{"capacity":"acting","ordinal":3}}'
    )


def test_a_name_in_it_is_blanked_with_the_person(tmp_path: Path) -> None:
    said = {
        "holder": "q",
        "office": "o/chair",
        "from": "1995",
        "to": "1999",
        "end_reason": "replaced by Paula Doe",
    }
    with tempodb.open(":memory:") as db:
        db.load(written(tmp_path, tenures=[said]))
        db.erase("p")

        assert told(db, "offices of q between 1990 and 2000", "end_reason") == [("replaced by [erased]",)]


@pytest.mark.parametrize("value", ["", " ", ["withdrew"]])
def test_it_is_a_text(tmp_path: Path, value: Any) -> None:
    entry = {"member": "a", "of": "o", "from": "1992", "to": "1999", "end_reason": value}

    (problem,) = tempodb.check(written(tmp_path, memberships=[entry]))

    assert problem.code == "value"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        *(("end_reason", value, "the end_reason is no text") for value in (b"x", object(), {1}, [], (), 5, 10**5000)),
        ("end_reason", " ", "the end_reason is blank"),
        *(("ordinal", value, "the ordinal is no whole number") for value in (b"x", object(), (), "3", 10**5000)),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_python_is_told_what_is_none(db: tempodb.Database, field: str, value: Any, message: str) -> None:
    with pytest.raises(tempodb.InputError, match=message), db.transaction() as tx:
        tx.record_tenure("p", "o/chair", from_="2001", **{field: value})

    assert told(db, "holders of o/chair as of 2001", "holder") == []
