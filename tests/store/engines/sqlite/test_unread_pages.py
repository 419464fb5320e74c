"""A page that could not be read is a failure of the disk or of memory, and no damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import tempodb
from tempodb.store.engines.sqlite import driver
from tempodb.store.engines.sqlite.snapshot import SqliteSnapshot

UNREAD = "*** in database main ***\nPage 4: unable to get the page. error code={}"


class Looked:
    """Stands for a connection to a file in which SQLite finds one thing."""

    def __init__(self, found: str) -> None:
        self._found = found

    def execute(self, _: str) -> sqlite3.Cursor:
        """Answer what was found."""
        return sqlite3.connect(":memory:").execute("SELECT ?", (self._found,))


@pytest.mark.parametrize(
    ("code", "raised", "said"),
    [
        (sqlite3.SQLITE_IOERR, tempodb.OperationalError, "`x.db` cannot be read or written: disk I/O error"),
        (sqlite3.SQLITE_IOERR + 33 * 256, tempodb.OperationalError, "cannot be read or written"),
        (sqlite3.SQLITE_NOMEM, MemoryError, "^$"),
    ],
)
def test_what_could_not_be_read_is_not_called_damaged(code: int, raised: type[Exception], said: str) -> None:
    with pytest.raises(raised, match=said), driver.translated("x.db"):
        SqliteSnapshot(Looked(UNREAD.format(code))).damage()


@pytest.mark.parametrize("found", [UNREAD.format(sqlite3.SQLITE_CORRUPT), "row 1 missing from index i"])
def test_what_was_read_and_is_wrong_is_damaged(found: str) -> None:
    assert SqliteSnapshot(Looked(found)).damage() == [found]


def test_what_is_whole_has_no_damage(tmp_path: Path) -> None:
    with closing(driver.connect_reading(_made(tmp_path))) as connection:
        assert SqliteSnapshot(connection).damage() == []


def _made(folder: Path) -> Path:
    with tempodb.open(folder / "x.db") as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))
    return folder / "x.db"
