"""SQLite by hand: one clustered table of integers and one covering index, prepared statements, tuples."""

from __future__ import annotations

import csv
import sqlite3
import time
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.calendar import years
from benchmarks.dataset_files import WorldFiles
from benchmarks.peers.port import Peer, Rows
from benchmarks.peers.sql import COLUMNS, FOREVER, QUESTIONS, spelt, told
from benchmarks.questions import Parameters

TABLES = f"""
CREATE TABLE belief({", ".join(f"{name} INTEGER NOT NULL" for name in COLUMNS)},
  PRIMARY KEY(organization, office, f1, id)) WITHOUT ROWID;
CREATE TABLE calendar(year INTEGER PRIMARY KEY, year_begin INTEGER, year_end INTEGER);
"""
INDEX = (
    "CREATE INDEX of_party ON belief(party, f1, t2, recorded_from, recorded_to, kind, value, f2, t1, source)"
)
END = """UPDATE belief SET recorded_to = :now WHERE organization = :organization AND office = 0 AND party = :party
  AND recorded_to = :forever AND t2 > :day RETURNING *"""


class SQLite(Peer):
    """The floor that Python sets: what a program would write for itself, with no checks at all."""

    name: ClassVar[str] = "SQLite by hand"
    questions = spelt(QUESTIONS, ":*", "max", "min")

    def __init__(self, folder: Path) -> None:
        self._file = folder / "by_hand.db"
        self._file.unlink(missing_ok=True)
        self._open()

    def _open(self) -> None:
        self._db = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "mmap_size=1073741824"):
            self._db.execute(f"PRAGMA {setting}")

    def load(self, files: WorldFiles) -> int:
        """Insert sorted rows, then make the index; nothing is checked."""
        with files.beliefs.open(newline="") as lines:
            rows = [tuple(map(int, line)) for line in csv.reader(lines)]
        rows.sort(key=lambda row: (row[2], row[3], row[6], row[0]))
        self._db.executescript(f"{TABLES} BEGIN")
        self._db.executemany(f"INSERT INTO belief VALUES({', '.join('?' * len(COLUMNS))})", rows)
        self._db.execute(INDEX)
        self._db.executemany("INSERT INTO calendar VALUES(?, ?, ?)", years())
        self._db.execute("ANALYZE")
        self._db.execute("COMMIT")
        return len(rows)

    def rows(self, work: str, parameters: Parameters) -> Rows:
        """Return tuples."""
        return self._db.execute(self.questions[work], parameters).fetchall()

    def arrow(self, work: str, parameters: Parameters) -> Any:
        """Return the columns of the tuples."""
        import pyarrow as pa

        cursor = self._db.execute(self.questions[work], parameters)
        names = [column[0] for column in cursor.description]
        return pa.table([pa.array(column) for column in zip(*cursor, strict=True)], names)

    def told(self, work: str, answer: Any, width: int) -> Iterable[Hashable]:
        """Return the first columns."""
        return told(answer, width)

    def correct(self, parameters: Parameters) -> None:
        """Close the belief and write the shorter one."""
        execute = self._db.execute
        execute("BEGIN IMMEDIATE")
        now = time.time_ns() // 1000
        closed = execute(END, {**parameters, "now": now, "forever": FOREVER}).fetchall()
        for row in closed:
            ended = dict(zip(COLUMNS, row, strict=True)) | {"recorded_from": now, "recorded_to": FOREVER}
            ended |= {"id": now, "t1": parameters["day"], "t2": parameters["day"]}
            execute(f"INSERT INTO belief VALUES({', '.join('?' * len(COLUMNS))})", tuple(ended.values()))
        execute("COMMIT")

    def interrupt(self) -> None:
        """Interrupt the statement."""
        self._db.interrupt()

    def close(self) -> None:
        """Close the file."""
        self._db.close()
