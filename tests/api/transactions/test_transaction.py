"""The block of a transaction: all that is written in it or nothing, and nothing else beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import tempodb
from store.writing.club import LONG, Content, database, dump, held, load

pytestmark = pytest.mark.meaning


def test_an_error_within_the_block_leaves_nothing(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)
    before = dump(db)

    with pytest.raises(ValueError, match="mine"), db.transaction() as tx:
        tx.end_membership("a", "o", from_="2001")
        raise ValueError("mine")

    assert dump(db) == before
    assert held(db) == [("member", "1992", "2012")]


def test_within_the_block_nobody_sees_what_was_written(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=LONG)

    with db.transaction() as tx:
        tx.end_membership("a", "o", from_="2001")
        within = held(db)

    assert within == [("member", "1992", "2012")]
    with pytest.raises(tempodb.InputError, match="not open"):
        tx.end_membership("a", "o", from_="2001")


def test_a_missing_database_is_not_made_by_a_write(tmp_path: Path) -> None:
    db = tempodb.open(tmp_path / "x.db")
    with pytest.raises(tempodb.InputError, match="no database"), db.transaction() as tx:
        tx.end_membership("a", "o", from_="2001")
    with pytest.raises(tempodb.InputError, match="no id"), db.transaction() as tx:
        tx.record_person("x", name="Ex")
        tx.record_person("a b", name="Ex")
    with db.transaction() as tx:
        tx.record_person("x", name="Ex")
        tx.discard()
    with db.transaction():
        pass

    assert list(tmp_path.iterdir()) == []


def test_a_database_can_begin_with_what_a_write_defines(tmp_path: Path) -> None:
    text = 'record organization x named "Ex" from 2001; record person y named "Wye"; record membership of Wye in Ex from 2002'
    db = tempodb.open(tmp_path / "x.db")

    foreseen = db.preview_run(text.rpartition(";")[0])
    assert list(tmp_path.iterdir()) == []
    done = db.run(f"{text} onwards")

    assert done[:2] == foreseen
    assert [row.member for row in db.query("members of Ex as of 2003")] == ["y"]
    assert db.verify() == []


def test_what_is_unknown_in_a_database_that_has_begun_is_told_as_in_any_other(tmp_path: Path) -> None:
    begun = 'record organization x named "Ex"; record membership of x in q from 2001 onwards'
    db = tempodb.open(tmp_path / "x.db")

    with pytest.raises(tempodb.InputError, match="no organization is called `q`"):
        db.preview_run(begun)
    with pytest.raises(tempodb.InputError, match="no organization is called `q`"), db.transaction() as tx:
        tx.run(begun)
    with pytest.raises(tempodb.InputError, match="no database"):
        db.preview_run(begun.partition("; ")[2])


def test_a_transaction_can_be_opened_again_for_another(tmp_path: Path) -> None:
    db = database(tmp_path)
    transaction = db.transaction(note="n")

    for status in ("member", "observer"):
        with transaction as tx:
            tx.record_membership("a", "o", status=status, from_="2001")

    assert [row.detail for row in db.query("show transactions")] == ["d", "n", "n"]


PAULA: Content = {
    "persons": {
        "paula-doe": {"names": [{"name": "Paula Doe", "short": "P. Doe", "to": "2010"}, {"name": "Paula Roe", "from": "2010"}],
                      "aliases": ["Paulina"], "note": "born in Aland"},
        "q": {"name": "Quentin Roe"},
    },
    "tenures": [
        {"holder": "paula-doe", "office": "o/chair", "from": "2001", "to": "2009"},
        {"holder": "q", "office": "o/chair", "from": "2009"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("inner", ["load", "run", "erase", "rebuild", "transaction"])
@pytest.mark.parametrize("place", ["memory", "file"])
def test_within_a_transaction_nothing_else_can_be_written(tmp_path: Path, place: str, inner: str) -> None:
    db = database(tmp_path) if place == "memory" else tempodb.open(tmp_path / "x.db")
    load(db, tmp_path, **PAULA)
    begin = {
        "load": lambda: load(db, tmp_path),
        "run": lambda: db.run("record membership of a in o from 2001 onwards"),
        "erase": lambda: db.erase("paula-doe"),
        "rebuild": db.rebuild,
        "transaction": lambda: db.transaction().__enter__(),
    }[inner]

    with db.transaction() as tx:
        tx.record_membership("a", "o", from_="2005")
        with pytest.raises(tempodb.InputError, match="a transaction of this database is open"):
            begin()  # type: ignore[no-untyped-call]

    assert [row["from"] for row in db.query("periods of a in o").to_dicts()] == ["2005"]
    assert db.verify() == []
    db.close()


def test_a_keyword_that_no_field_has_is_refused(tmp_path: Path) -> None:
    db = database(tmp_path)
    misspelt: Any = {"ordnal": 3}

    with db.transaction() as tx, pytest.raises(TypeError, match="'ordnal'"):
        tx.record_tenure("p", "o/chair", from_="2001", **misspelt)


@pytest.mark.parametrize(
    ("given", "named"),
    [(None, []), ([], []), ("a", ["a"]), (["a", "Bland"], ["a", "b"]), (iter(("a",)), ["a"])],
)
def test_one_or_several_may_be_named(tmp_path: Path, given: Any, named: list[str]) -> None:
    db = database(tmp_path)

    with db.transaction() as tx:
        tx.record_event("e", {"participants": given, "body": "o"}, from_="2001")

    (event,) = db.query("events of o").to_dicts()
    assert list(event["participants"]) == named


def test_what_is_neither_one_nor_several_is_told_in_words(tmp_path: Path) -> None:
    db = database(tmp_path)
    wrong: Any = 3

    with db.transaction() as tx, pytest.raises(tempodb.TempodbError, match="3 is no text"):
        tx.record_event("e", {"participants": wrong}, from_="2001")


def test_an_id_means_itself_whatever_else_is_called_so(tmp_path: Path) -> None:
    states = {"a": {"name": "b"}, "b": {"name": "Bland"}}
    db = database(tmp_path, states=states, organizations={"o": {"name": "Org"}, "org": {"name": "o"}})

    with db.transaction() as tx:
        tx.record_membership("b", "o", status="member", from_="2001")

    assert [(row.member, row.organization) for row in db.query("members of every organization")] == [
        ("b", "o")
    ]


@pytest.mark.parametrize(
    ("member", "organization"), [("a", "b"), ("o", "p"), ("a\ud800", "o"), ("nobody", "o"), ("a", "nowhere")]
)
def test_an_id_of_what_does_not_fit_is_looked_for_among_names(
    tmp_path: Path, member: str, organization: str
) -> None:
    db = database(tmp_path)

    with pytest.raises(tempodb.QueryError), db.transaction() as tx:
        tx.record_membership(member, organization, status="member", from_="2001")
