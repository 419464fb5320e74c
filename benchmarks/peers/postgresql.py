"""PostgreSQL 18 through psycopg: integers with B-trees, and ranges with GiST and an exclusion constraint."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.calendar import years
from benchmarks.dataset_files import WorldFiles
from benchmarks.peers.port import Peer, Rows
from benchmarks.peers.postgresql_server import PostgreSQLServer
from benchmarks.peers.servers import ServerClock
from benchmarks.peers.sql import COLUMNS, FOREVER, QUESTIONS, spelt, told
from benchmarks.questions import Parameters

BIG = {"recorded_from", "recorded_to"}
TABLE = f"""
CREATE TABLE belief({", ".join(f"{n} {'bigint' if n in BIG else 'int'} NOT NULL" for n in COLUMNS)}
  {{more}});
CREATE TABLE calendar(year int PRIMARY KEY, year_begin int, year_end int)"""
RANGES = """,
  possible int4range GENERATED ALWAYS AS (int4range(f1, t2)) STORED,
  certain int4range GENERATED ALWAYS AS (int4range(f2, greatest(f2, t1))) STORED,
  recorded int8range GENERATED ALWAYS AS (int8range(recorded_from, recorded_to)) STORED,
  EXCLUDE USING gist(organization WITH =, office WITH =, party WITH =, certain WITH &&, recorded WITH &&)"""
COPY = f"COPY belief({', '.join(COLUMNS)}) FROM STDIN (FORMAT csv)"
REST = ", ".join(name for name in COLUMNS if name not in {"id", "t1", "t2", "recorded_from", "recorded_to"})
CORRECT = f"""
WITH closed AS (UPDATE belief SET recorded_to = %(now)s WHERE organization = %(organization)s::int AND office = 0
  AND party = %(party)s::int AND recorded_to = {FOREVER} AND t2 > %(day)s RETURNING *)
INSERT INTO belief(id, t1, t2, recorded_from, recorded_to, {REST})
SELECT -id, %(day)s, %(day)s, %(now)s, {FOREVER}, {REST} FROM closed"""


class PostgreSQL(Peer):
    """Plain integers, clustered by organization: its quickest design."""

    name: ClassVar[str] = "PostgreSQL, B-trees"
    questions = spelt(QUESTIONS, "%(*)s", "greatest", "least")
    table = TABLE.format(more="")
    indexes: ClassVar[tuple[str, ...]] = (
        "CREATE INDEX of_organization ON belief(organization, office, f1, t2, recorded_from, recorded_to)",
        "CREATE INDEX of_party ON belief(party, f1, t2, recorded_from, recorded_to)",
        "CLUSTER belief USING of_organization",
    )
    before: ClassVar[tuple[str, ...]] = ()

    def __init__(self, folder: Path) -> None:
        self._server = PostgreSQLServer()
        self._db = self._server.connection
        self._cursor: Any = self._db.cursor(binary=True)
        self._clock = ServerClock(lambda: [self._server.backend()])

    def load(self, files: WorldFiles) -> int:
        """Copy the rows into the table as it is constrained."""
        for statement in (*self.before, self.table):
            self._db.execute(statement)
        with files.beliefs.open("rb") as lines, self._cursor.copy(COPY) as copy:
            while block := lines.read(1 << 20):
                copy.write(block)
        return int(self._cursor.rowcount)

    def prepare(self, files: WorldFiles) -> None:
        """Make what only questions need."""
        self._db.cursor().executemany("INSERT INTO calendar VALUES (%s, %s, %s)", list(years()))
        for statement in (*self.indexes, "VACUUM ANALYZE"):
            self._db.execute(statement)

    def rows(self, work: str, parameters: Parameters) -> Rows:
        """Return tuples, sent in binary; a statement is prepared when it comes again."""
        rows: Rows = self._cursor.execute(self.questions[work], parameters).fetchall()
        return rows

    def arrow(self, work: str, parameters: Parameters) -> Any:
        """Return the columns of the tuples."""
        import pyarrow as pa

        rows = self.rows(work, parameters)
        names = [column.name for column in self._cursor.description]
        return pa.table([pa.array(column) for column in zip(*rows, strict=True)], names)

    def told(self, work: str, answer: Any, width: int) -> Iterable[Hashable]:
        """Return the first columns."""
        return told(answer, width)

    def correct(self, parameters: Parameters) -> None:
        """Close the belief and write the shorter one, in one statement, which is one transaction."""
        self._cursor.execute(CORRECT, {**parameters, "now": time.time_ns() // 1000})

    def interrupt(self) -> None:
        """Cancel the statement."""
        self._db.cancel_safe()

    def cpu(self) -> float:
        """Add what the process has taken that serves this connection."""
        return self._clock.seconds()

    def close(self) -> None:
        """Stop the server."""
        self._server.stop()


def in_ranges(text: str) -> str:
    """Return a question that asks ranges instead of integers; every parameter is cast, as GiST wants."""
    recorded = "recorded @> %(known)s::bigint"
    return (
        text.replace("f1 <= %(day)s AND t2 > %(day)s", "possible @> %(day)s::int")
        .replace("recorded_from <= %(known)s AND recorded_to > %(known)s", recorded)
        .replace("m.f1 < h.t2 AND m.t2 > h.f1", "m.possible && h.possible")
        .replace("= %(organization)s", "= %(organization)s::int")
        .replace("= %(office)s", "= %(office)s::int")
        .replace("= %(party)s", "= %(party)s::int")
        .replace("f1 < year_end AND t2 > year_begin", "possible && int4range(year_begin, year_end)", 1)
    )


class PostgreSQLRanges(PostgreSQL):
    """Ranges: no two beliefs of one member or holder may contradict each other on both axes at once."""

    name: ClassVar[str] = "PostgreSQL, ranges"
    questions: ClassVar[dict[str, str]] = {
        work: in_ranges(text) for work, text in PostgreSQL.questions.items()
    }
    table = TABLE.format(more=RANGES)
    indexes: ClassVar[tuple[str, ...]] = (
        "CREATE INDEX of_organization ON belief USING gist(organization, office, possible, recorded)",
        "CREATE INDEX of_party ON belief USING gist(party, possible, recorded)",
    )
    before: ClassVar[tuple[str, ...]] = (
        "CREATE EXTENSION btree_gist",
        # A plan for any parameters takes the wrong one of two GiST indexes.
        "SET plan_cache_mode = force_custom_plan",
    )
