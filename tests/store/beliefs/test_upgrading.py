"""Files of older versions: whole as they are, and of this version once something was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import tempodb
from store.histories import run, verified
from tempodb.api.database import Database
from tempodb.store.schema.layout import SCHEMA_VERSION

BEFORE_ITS_INDEX = ("DROP TABLE file_text", "DROP INDEX belief_id", "PRAGMA user_version = 3")


def found(path: Path) -> tuple[int, list[str]]:
    """Return the version of a file, and which indexes it names."""
    connection = sqlite3.connect(path)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        named = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
        return version, sorted(name for (name,) in named)
    finally:
        connection.close()


WRITES: dict[str, Callable[[Database], object]] = {
    "run": lambda db: db.run("record membership of a in o as observer from 2007 to 2008"),
    "rebuild": lambda db: db.rebuild(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_file_without_the_index_of_numbers_is_whole_and_has_it_after_a_write(
    copy: Path, write: Callable[[Database], object]
) -> None:
    _, indexes = found(copy)
    run(copy, *BEFORE_ITS_INDEX)
    before = verified(copy)

    with tempodb.open(copy) as db:
        write(db)

    assert before == []
    assert found(copy) == (SCHEMA_VERSION, indexes)
    assert verified(copy) == []
