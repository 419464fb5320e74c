"""What a transaction wrote and what rests on a source is told of all kinds, as far as it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from tempodb.model.provenance import ToldClaim

WORLD = """
tempodb: 1
dataset: d
sources:
  "s_1": {title: Source}
  "sx1": {title: Other}
  "é%": {title: Third}
persons: {p: {name: Paula Odd}}
states: {a: {name: A}}
organizations: {o: {name: O, founded: 2000, source: s_1}}
offices: {o/chair: {title: Chair, organization: o, source: s_1}}
memberships:
  - {member: a, of: o, from: 2001, source: s_1}
  - {member: p, of: o, from: 2002, source: [sx1, "é%"]}
tenures: [{holder: p, office: o/chair, from: 2003, source: s_1, note: a note}]
events: [{id: e, title: An event, body: o, date: 2004, source: s_1}]
"""


@pytest.fixture
def database(tmp_path: Path) -> tempodb.Database:
    (tmp_path / "d.yaml").write_text(WORLD, encoding="utf-8")
    database = tempodb.open(":memory:")
    database.load(tmp_path / "d.yaml")
    return database


def done(database: tempodb.Database, transaction: int) -> list[ToldClaim]:
    """Return all that a transaction did, which is counted right."""
    found = database.written_in(transaction, 100)
    assert found.number == len(found.claims)
    return list(found.claims)


def test_a_load_states_claims_of_every_kind(database: tempodb.Database) -> None:
    """Sources and definitions, names, memberships, tenures and events; of more than are wanted, their number."""
    kinds = {str(claim.kind and claim.kind.name) for claim in done(database, 1)}
    assert {"SOURCE", "PARTY", "OFFICE", "NAME", "EXISTENCE", "MEMBERSHIP", "TENURE", "EVENT"} <= kinds
    found = database.written_in(1, 3)
    assert len(found.claims) == 3
    assert found.number == len(done(database, 1))


WRITES = {
    "record membership of p in o as observer from 2010 onwards": {"clear", "state"},
    "retract tenure of p in o/chair from 2003 onwards": {"clear"},
}


@pytest.mark.parametrize(("statement", "expected"), WRITES.items(), ids=WRITES)
def test_a_write_tells_what_it_did(database: tempodb.Database, statement: str, expected: set[str]) -> None:
    """What is cleared, stated and withdrawn is told, and then what undoing did to it."""
    database.run(statement)
    told = done(database, 2)
    assert {claim.done for claim in told} & expected
    assert all(claim.says and claim.kind for claim in told)
    database.undo()
    assert {claim.done for claim in done(database, 3)} <= {"revoke", "restore"}


def test_what_was_erased_says_no_more(database: tempodb.Database) -> None:
    """Neither the name nor the id of a person who was erased stands in what was written."""
    database.erase("p")
    told = done(database, 1)
    assert "[erased]" in {claim.says for claim in told}
    assert "Paula" not in repr(told)


def test_all_kinds_rest_on_a_source(database: tempodb.Database) -> None:
    """Memberships, offices and events, and none of a source of a like name."""
    now = database.now()
    found = database.resting_on("s_1", now, 100)
    kinds = {str(claim.kind and claim.kind.name) for claim in found.claims}
    assert {"EXISTENCE", "MEMBERSHIP", "TENURE", "EVENT"} <= kinds
    assert "`p` member of `o`" not in repr(found)
    (other,) = (claim for claim in database.resting_on("é%", now, 9).claims if claim.key[0] == "p")
    assert other.sources == ("sx1", "é%")
    assert database.resting_on("s_1", now, 2).number == 3
    assert database.resting_on("s_1", 0, 9).number == 0
