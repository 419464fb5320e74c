"""DuckDB: its own columns, sorted by organization so that whole row groups are passed over, and Arrow."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.calendar import years
from benchmarks.dataset_files import WorldFiles
from benchmarks.peers.port import MissingError, Peer, Rows
from benchmarks.peers.sql import COLUMNS, QUESTIONS, spelt, told
from benchmarks.questions import Parameters

TYPES = {"recorded_from": "BIGINT", "recorded_to": "BIGINT"}
READ = f"""CREATE TABLE belief AS
  SELECT * FROM read_csv(?, columns = {{{", ".join(f"{n}: '{TYPES.get(n, 'INTEGER')}'" for n in COLUMNS)}}})
  ORDER BY organization, office, f1, id"""


class DuckDB(Peer):
    """The columnar engine that Python has at hand."""

    name: ClassVar[str] = "DuckDB"
    questions = spelt(QUESTIONS, "$*", "greatest", "least")

    def __init__(self, folder: Path) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise MissingError("pip install duckdb") from error
        file = folder / "duck.db"
        for old in folder.glob("duck.db*"):
            old.unlink()
        self._db: Any = duckdb.connect(str(file))
        self._db.execute("SET threads = 2")

    def load(self, files: WorldFiles) -> int:
        """Read the table, sorted; nothing is checked."""
        self._db.execute(READ, [str(files.beliefs)])
        self._db.execute("CREATE TABLE calendar(year INTEGER, year_begin INTEGER, year_end INTEGER)")
        self._db.executemany("INSERT INTO calendar VALUES (?, ?, ?)", list(years()))
        self._db.execute("CHECKPOINT")
        (count,) = self._db.execute("SELECT count(*) FROM belief").fetchall()[0]
        return int(count)

    def rows(self, work: str, parameters: Parameters) -> Rows:
        """Return tuples."""
        rows: Rows = self._db.execute(self.questions[work], parameters).fetchall()
        return rows

    def arrow(self, work: str, parameters: Parameters) -> Any:
        """Return the table."""
        return self._db.sql(self.questions[work], params=parameters).to_arrow_table()

    def told(self, work: str, answer: Any, width: int) -> Iterable[Hashable]:
        """Return the first columns."""
        return told(answer, width)

    def interrupt(self) -> None:
        """Interrupt the statement."""
        self._db.interrupt()

    def close(self) -> None:
        """Close the file."""
        self._db.close()
