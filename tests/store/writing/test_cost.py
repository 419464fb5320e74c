"""What a write costs, counted: the same in a small database and in a large one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tempodb
from counting import OF_PYTHON, calls
from store.writers import written
from tempodb.api.database import Database
from tempodb.store.engines.sqlite.connections import Cursor

FEW, MANY = 3, 300
MOST_STATEMENTS = 40


def by_verb(db: Database, year: int) -> None:
    with db.transaction() as tx:
        tx.record_membership("m1", "o", status="observer", from_=f"{year}", to=f"{year + 1}")


def by_text(db: Database, year: int) -> None:
    db.run(f"record membership of m1 in o as observer from {year} to {year + 1}")


@pytest.fixture
def databases(tmp_path: Path) -> tuple[Path, Path]:
    """Return a small and a large database, of whose organization so many are members."""
    made = []
    for size in (FEW, MANY):
        folder = tmp_path / str(size)
        folder.mkdir()
        with tempodb.open(folder / "x.db") as db:
            db.load(written(folder, "d", 0, [f"m{number}" for number in range(size)]))
        made.append(folder / "x.db")
    return made[0], made[1]


def statements(
    path: Path, write: Callable[[Database, int], None], monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Return the statements of a write that is not the first of its database."""
    told: list[str] = []
    execute, execute_many = Cursor.execute, Cursor.executemany

    def heard(cursor: Cursor, sql: str, *given: Any) -> Any:
        told.append(sql)
        return execute(cursor, sql, *given)

    def heard_many(cursor: Cursor, sql: str, *given: Any) -> Any:
        told.append(sql)
        return execute_many(cursor, sql, *given)

    with tempodb.open(path) as db:
        write(db, 1500)
        with monkeypatch.context() as patch:
            patch.setattr(Cursor, "execute", heard)
            patch.setattr(Cursor, "executemany", heard_many)
            write(db, 1600)
    return told


@pytest.mark.parametrize("write", [by_verb, by_text])
def test_a_write_takes_the_same_statements_in_a_database_of_any_size(
    databases: tuple[Path, Path], write: Callable[[Database, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (statements(path, write, monkeypatch) for path in databases)

    assert many == few
    assert len(many) <= MOST_STATEMENTS


@pytest.mark.parametrize("write", [by_verb, by_text])
def test_a_write_reads_nothing_but_what_its_key_holds(
    databases: tuple[Path, Path], write: Callable[[Database, int], None]
) -> None:
    counted = []
    for path in databases:
        with tempodb.open(path) as db:
            write(db, 1500)
            counted.append(calls(lambda db=db: write(db, 1600), OF_PYTHON))

    few, many = counted
    assert many <= few * 1.02
