"""One history, written through the whole program on each engine: all engines hold the same of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import tempodb
from store.engines.under_test import ENGINES, UnderTest, named
from tempodb import Database
from tempodb.answers.result_table import Table
from tempodb.api.engine import Engine
from tempodb.execution import view
from tempodb.store.engines.port import Snapshot
from tempodb.store.schema.layout import COLUMNS

BEGUN = 1_700_000_000_000_000
QUESTIONS = [
    "members of csto as of 2006",
    "timeline of uzbekistan",
    "holders of csto/secretary-general as of 2010",
    "offices of csto",
    "count members of csto by year between 1992 and 2024",
    "changes in csto between 1992 and 2024",
    "why Uzbekistan in csto as of 2013",
    "revisions of tajikistan in csto",
    "conflicts in csto",
    "show organizations",
    "show transactions",
    "describe CSTO",
    "members of csto known at 2000",
]


def written(engine: UnderTest, folder: Path) -> Database:
    """Return a database on an engine, whose clock and salts are given, with a history of all that writes."""
    folder.mkdir()
    clock, salts = count(BEGUN), count()
    db = Database(
        Engine(
            engine.place(folder)(),
            clock=lambda: next(clock),
            salts=lambda number: [f"{next(salts):032x}" for _ in range(number)],
        )
    )
    db.load(tempodb.bundled_fixture("csto.yaml"), author="me", note="first")
    db.run("record membership of tajikistan in csto as suspended from 2024 to 2025")
    db.run("end membership of Armenia in CSTO from 2024-02-22")
    with pytest.raises(tempodb.QueryError), db.transaction() as tx:
        tx.run("end membership of belarus in csto from 2024")
        tx.run("end membership of ruritania in csto from 2024")
    db.erase("Valery Semerikov")
    return db


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return the history on the first engine, with which the others are compared."""
    with written(ENGINES[0], tmp_path_factory.mktemp("reference") / "db") as db:
        yield db


EVERYTHING = [
    "members of every organization as of 2006",
    "members of every organization including disputed during 2016",
    "count members of every organization by year between 1991 and 2024",
    "changes in every organization between 1992 and 2024",
    "compare members of every organization as of 1998 with as of 2014",
    "overlaps of members of every organization",
    "members of every organization as of 2010 known at 2023-11-14T22:13:20.000001Z",
]


def dump(db: Database) -> dict[str, set[tuple[Any, ...]]]:
    def read(snapshot: Snapshot) -> dict[str, set[tuple[Any, ...]]]:
        return {
            table: set(snapshot.execute(f"SELECT {', '.join(columns)} FROM {table}"))
            for table, columns in COLUMNS.items()
        }

    return db.engine.read(read)


@pytest.mark.parametrize("engine", ENGINES, ids=named)
def test_all_engines_hold_and_answer_the_same(engine: UnderTest, reference: Database, tmp_path: Path) -> None:
    with written(engine, tmp_path / "db") as db:
        assert db.verify() == []
        assert db.digest() == reference.digest()
        assert dump(db) == dump(reference)
        for question in QUESTIONS:
            assert db.query(question).to_dicts() == reference.query(question).to_dicts(), question
        assert db.labels() == reference.labels()
        assert db.export() == reference.export()

        db.rebuild()
        assert dump(db) == dump(reference)


@pytest.mark.parametrize("engine", ENGINES, ids=named)
def test_all_engines_tell_the_same_of_everything_in_columns(
    engine: UnderTest, reference: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {question: reference.query(question).to_dicts() for question in EVERYTHING}
    monkeypatch.setattr(view, "FEW_CLAIMS", 0)

    with written(engine, tmp_path / "db") as db:
        told = {question: db.query(question) for question in EVERYTHING}

        assert {question: answer.to_dicts() for question, answer in told.items()} == expected
    assert [question for question, answer in told.items() if isinstance(answer.made, Table)] != []
    assert [question for question, rows in expected.items() if not rows] == []


@pytest.mark.parametrize("engine", ENGINES, ids=named)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tx SET dataset = 'other' WHERE id = 1",
        "UPDATE assertion SET body = NULL WHERE id = 3",
        "DELETE FROM belief WHERE recorded_to > 9000000000000000",
        "DELETE FROM label",
    ],
)
def test_verify_finds_what_was_changed_behind_the_program(
    engine: UnderTest, tmp_path: Path, change: str
) -> None:
    with written(engine, tmp_path / "db") as db:
        with db.engine.storage.writing() as transaction:
            with transaction.rewriting():
                transaction.execute(change)
            transaction.commit(lambda problem: None)

        assert db.verify() != []
