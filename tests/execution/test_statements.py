"""How many statements a question sends to the database: one for what it is about, and no more where more rows show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from tempodb.store.engines.sqlite import connections

MANY = 60
WORLD = {
    "tempodb": 1,
    "dataset": "d",
    "states": {f"s{i}": {"name": f"S{i}"} for i in range(MANY)},
    "persons": {f"p{i}": {"name": f"P{i}"} for i in range(MANY)},
    "organizations": {"few": {"name": "Few"}, "many": {"name": "Many"}, "other": {"name": "Other"}},
    "offices": {"few/x": {"title": "X"}, "many/y": {"title": "Y", "seats": "many"}},
    "memberships": [
        *({"member": f"s{i}", "of": "many", "from": "1999"} for i in range(MANY)),
        *({"member": f"s{i}", "of": "many", "from": "1980", "to": "1990", "status": "observer"} for i in range(MANY)),
        {"member": "s0", "of": "few", "from": "1999"},
    ],
    "tenures": [
        *({"holder": f"p{i}", "office": "many/y", "from": "1999"} for i in range(MANY)),
        {"holder": "p0", "office": "few/x", "from": "1999"},
    ],
}  # fmt: skip
OF_BELIEFS = "FROM belief"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("statements")
    (folder / "d.json").write_text(json.dumps(WORLD), encoding="utf-8")
    with tempodb.open(folder / "x.db") as db:
        db.load(folder / "d.json")
    return folder / "x.db"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return the statements that are carried out from now on."""
    texts: list[str] = []
    execute = connections.Connection.execute

    def noted(connection: connections.Connection, sql: str, *given: object) -> object:
        texts.append(sql)
        return execute(connection, sql, *given)

    monkeypatch.setattr(connections.Connection, "execute", noted)
    yield texts


@pytest.mark.parametrize(
    ("few", "many"),
    [
        ("members of few as of 2000", "members of many as of 2000"),
        ("members of few", "members of many including any status as of 1985"),
        ("holders of few/x as of 2000", "holders of many/y as of 2000"),
        ("members of few while p0 holds few/x", "members of many while p0 holds few/x"),
    ],
)
def test_many_rows_take_as_many_statements_as_one(path: Path, sent: list[str], few: str, many: str) -> None:
    counts = []
    for question in (few, many):
        with tempodb.open(path) as db:
            db.query("members of other as of 2000")
            sent.clear()
            assert db.query(question)
            counts.append(sum(sql.startswith("SELECT") for sql in sent))

    # The condition is about an organization of which something else was read.
    assert counts[1] <= counts[0] + 1 <= 16


@pytest.mark.parametrize("question", [
    "members of many as of 2000", "organizations of s0 as of 2000", "holders of many/y as of 2000",
    "members of many while p0 holds few/x",
])  # fmt: skip
def test_what_was_read_is_not_read_again_until_something_is_recorded(
    path: Path, sent: list[str], question: str, tmp_path: Path
) -> None:
    with tempodb.open(":memory:") as db:
        (tmp_path / "d.json").write_text(json.dumps(WORLD), encoding="utf-8")
        db.load(tmp_path / "d.json")
        db.query(question)
        sent.clear()
        first = db.query(question)
        assert [sql for sql in sent if OF_BELIEFS in sql] == []

        with db.transaction() as tx:
            tx.record_membership("s0", "few", status="observer", from_="1970", to="1971")
        sent.clear()

        assert db.query(question).rows[1:] == first.rows[1:]
        assert any(OF_BELIEFS in sql for sql in sent)
