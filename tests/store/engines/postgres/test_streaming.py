"""What may be more than memory holds is handed over by the server so much at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb
from postgres_server import new_schema
from tempodb.store.engines.postgres import connections
from tempodb.store.engines.postgres.connections import Connection

AT_ONCE = 40
MOST = 200
"""Far fewer rows than the tables have."""
WHOLE: dict[str, Callable[[tempodb.Database, Path], Any]] = {
    "copy": lambda db, folder: db.copy_to(folder / "copy.db"),
    "copy to a server": lambda db, _: db.copy_to(new_schema()),
    "backup": lambda db, folder: db.backup(folder / "backup.db"),
    "export": lambda db, _: db.export("un"),
    "verify": lambda db, _: db.verify(),
    "rebuild": lambda db, _: db.rebuild(),
}


@pytest.fixture
def db(monkeypatch: pytest.MonkeyPatch) -> Iterator[tempodb.Database]:
    monkeypatch.setattr(connections, "FETCHED_AT_ONCE", AT_ONCE)
    with tempodb.open(new_schema()) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
        db.load(tempodb.bundled_fixture("un.yaml"))
        yield db


@pytest.mark.parametrize("whole", WHOLE)
def test_what_is_about_the_whole_database_never_has_all_rows_at_once(
    db: tempodb.Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: str
) -> None:
    had: list[tuple[int, str]] = []
    execute, streaming = Connection.execute, Connection.streaming

    def executed(connection: Connection, sql: str, parameters: Any = (), /) -> Any:
        found = execute(connection, sql, parameters)
        had.append((found.rowcount, sql))
        return found

    def streamed(connection: Connection) -> Any:
        had.append((0, "streamed"))
        return streaming(connection)

    monkeypatch.setattr(Connection, "execute", executed)
    monkeypatch.setattr(Connection, "streaming", streamed)

    WHOLE[whole](db, tmp_path)

    assert [found for found in had if found[0] > MOST] == []
    assert (0, "streamed") in had


def test_rows_of_several_statements_may_be_read_by_turns(db: tempodb.Database) -> None:
    def read(snapshot: Any) -> None:
        first, second = (snapshot.stream("SELECT id FROM belief ORDER BY id") for _ in range(2))
        count = sum(1 for one, other in zip(first, second, strict=True) if one == other)
        assert snapshot.execute("SELECT count(*) FROM belief").fetchone() == (count,)
        assert count > MOST
        assert snapshot.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE 'tempodb%'").fetchone() == (
            0,
        )
        next(snapshot.stream("SELECT id FROM belief"))
        assert snapshot.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE 'tempodb%'").fetchone() == (
            0,
        )

    db.engine.read(read)
