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

BEFORE = {
    "without the index of numbers": (
        "DROP TABLE file_text",
        "DROP INDEX belief_id",
        "PRAGMA user_version = 3",
    ),
    "with indexes of more columns and rows": (
        "DROP INDEX belief_party",
        "CREATE INDEX belief_party ON belief (party, kind, f1, recorded_from, recorded_to, other)",
        "DROP INDEX ix_assertion_claim",
        "CREATE INDEX ix_assertion_claim ON assertion (claim)",
        "PRAGMA user_version = 6",
    ),
}
"""How a file of an earlier version differs."""


def found(path: Path) -> tuple[int, list[str]]:
    """Return the version of a file, and what makes its indexes."""
    connection = sqlite3.connect(path)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        named = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
        return version, sorted(text.replace("IF NOT EXISTS ", "") for (text,) in named)
    finally:
        connection.close()


WRITES: dict[str, Callable[[Database], object]] = {
    "run": lambda db: db.run("record membership of a in o as observer from 2007 to 2008"),
    "rebuild": lambda db: db.rebuild(),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
@pytest.mark.parametrize("earlier", BEFORE.values(), ids=BEFORE)
def test_a_file_with_other_indexes_is_whole_and_has_those_of_now_after_a_write(
    copy: Path, earlier: tuple[str, ...], write: Callable[[Database], object]
) -> None:
    _, indexes = found(copy)
    run(copy, *earlier)
    before = verified(copy)

    with tempodb.open(copy) as db:
        write(db)

    assert before == []
    assert found(copy) == (SCHEMA_VERSION, indexes)
    assert verified(copy) == []
