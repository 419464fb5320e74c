"""What Python hands over may be anything: it is taken, or refused with what is wanted, and no traceback of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tempodb
from tempodb import Database
from tempodb.base.errors import TempodbError

THING = object()
Hand = Callable[[Database, Any], object]


@pytest.fixture(scope="module")
def db() -> Database:
    database = tempodb.open(":memory:")
    database.load(tempodb.bundled_fixture("csto.yaml"))
    return database


def within(db: Database, write: Callable[[Any], object], **said: Any) -> object:
    """Return what a transaction of one write does."""
    with db.transaction(**said) as tx:
        return write(tx)


def suspend(tx: Any, **basis: Any) -> object:
    """Record that a member is suspended."""
    return tx.record_membership("armenia", "csto", status="suspended", from_="2010", to="2011", **basis)


PATHS: dict[str, Hand] = {
    "open": lambda db, given: tempodb.open(given),
    "load": lambda db, given: db.load(given),
    "preview": lambda db, given: db.preview(given),
    "backup": lambda db, given: db.backup(given),
    "check": lambda db, given: tempodb.check(given),
    "bundled_fixture": lambda db, given: tempodb.bundled_fixture(given),
}
TEXTS: dict[str, Hand] = {
    "query": lambda db, given: db.query(given),
    "run": lambda db, given: db.run(given),
    "session.run": lambda db, given: list(db.session().run(given)),
    "session.execute": lambda db, given: list(db.session().execute(given)),
    "tx.run": lambda db, given: within(db, lambda tx: tx.run(given)),
    "erase": lambda db, given: db.erase(given),
    "status": lambda db, given: db.status(given).run(),
    "order_by": lambda db, given: db.members("csto").order_by(given).run(),
    "party": lambda db, given: within(db, lambda tx: tx.record_membership(given, "csto", from_="2001")),
}
LIMITS: dict[str, Hand] = {
    "deadline": lambda db, given: tempodb.open(":memory:", deadline=given),
    "memory": lambda db, given: tempodb.open(":memory:", memory=given),
}
REMARKS: dict[str, Hand] = {
    "note": lambda db, given: within(db, suspend, note=given),
    "author": lambda db, given: within(db, suspend, author=given),
    "load note": lambda db, given: db.load(tempodb.bundled_fixture("csto.yaml"), note=given),
    "note of a write": lambda db, given: within(db, lambda tx: suspend(tx, note=given)),
}
SOURCES: dict[str, Hand] = {
    "source": lambda db, given: within(db, suspend, source=given),
    "source of a write": lambda db, given: within(db, lambda tx: suspend(tx, source=given)),
}
OTHERS: dict[str, Hand] = {
    "parameters": lambda db, given: db.run("members of CSTO", given),
    "do": lambda db, given: within(db, lambda tx: tx.do(given)),
    "digest": lambda db, given: db.verify(given),
}
ODD = (5, 1.5, b"x", True, THING)


def cases(ways: dict[str, Hand], *given: object) -> list[Any]:
    """Return each way with each of what is handed over."""
    return [pytest.param(hand, each, id=f"{way}-{each!r:.9}") for way, hand in ways.items() for each in given]


@pytest.mark.parametrize(
    ("hand", "given"),
    [
        *cases({**PATHS, **TEXTS}, None, [], {}, *ODD),
        *cases(LIMITS, None, [], "5", b"x", True, THING, float("nan"), float("inf"), -1),
        *cases(REMARKS, [], *ODD),
        *cases(SOURCES, [None], *ODD),
        *cases(OTHERS, [1], *ODD),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_give(db: Database, hand: Hand, given: object) -> None:
    before = db.digest()
    with pytest.raises(TempodbError) as refused:
        hand(db, given)

    assert all(problem.hint for problem in refused.value.problems)
    assert db.digest() == before


def test_a_source_may_be_none_one_or_several() -> None:
    database = tempodb.open(":memory:")
    database.load(tempodb.bundled_fixture("csto.yaml"))
    one, other, *_ = [row.id for row in database.query("show sources")]

    for year, (given, told) in enumerate(
        [(None, []), ([], []), (one, [one]), ((one, other), [one, other])], 2010
    ):
        with database.transaction(source=given) as tx:
            tx.record_membership("armenia", "csto", status="observer", from_=year, to=year + 1)
        (row,) = database.query("observers of csto as of :y", y=year)
        assert sorted(row.sources) == sorted(told)


@pytest.mark.parametrize("given", [5, "x", None])
@pytest.mark.parametrize(
    "hand",
    [
        lambda db, given: db.load(tempodb.bundled_fixture("csto.yaml"), progress=given),
        lambda db, given: db.preview(tempodb.bundled_fixture("csto.yaml"), progress=given),
        lambda db, given: db.rebuild(progress=given),
        lambda db, given: db.verify(progress=given),
        lambda db, given: db.export(progress=given),
    ],
    ids=["load", "preview", "rebuild", "verify", "export"],
)
def test_what_cannot_watch_is_refused(db: Database, hand: Hand, given: object) -> None:
    with pytest.raises(TempodbError, match="watches nothing"):
        hand(db, given)
