"""MariaDB: its own bitemporal tables, a period of application time without overlaps and system versioning."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.calendar import years
from benchmarks.dataset_files import WorldFiles
from benchmarks.peers.port import MissingError, Peer, Rows
from benchmarks.peers.servers import Server, ServerClock, home, unprivileged
from benchmarks.peers.sql import COLUMNS, FOREVER, QUESTIONS, spelt, told
from benchmarks.questions import Parameters

INTEGERS = [name for name in COLUMNS if not name.startswith("recorded")]
TABLE = f"""
CREATE TABLE belief({", ".join(f"{name} int NOT NULL" for name in INTEGERS)},
  begins date NOT NULL, ends date NOT NULL, PERIOD FOR certain(begins, ends),
  recorded_from timestamp(6) GENERATED ALWAYS AS ROW START, recorded_to timestamp(6) GENERATED ALWAYS AS ROW END,
  PERIOD FOR SYSTEM_TIME(recorded_from, recorded_to),
  PRIMARY KEY(organization, office, party, certain WITHOUT OVERLAPS),
  KEY of_organization(organization, office, f1, t2), KEY of_party(party, f1, t2)) WITH SYSTEM VERSIONING"""
READ = f"""LOAD DATA LOCAL INFILE %s INTO TABLE belief FIELDS TERMINATED BY ','
  ({", ".join(f"@{name}" if name.startswith("recorded") else name for name in COLUMNS)})
  SET begins = from_days(f2 + 365), ends = if(t1 > 3652059, '9999-12-31', from_days(greatest(t1, f2 + 1) + 365)),
  recorded_from = from_unixtime(@recorded_from / 1000000),
  recorded_to = if(@recorded_to = {FOREVER}, timestamp'2038-01-19 03:14:07.999999', from_unixtime(@recorded_to / 1000000))"""
AS_OF = "FOR SYSTEM_TIME AS OF from_unixtime(%(known)s / 1000000)"
"""How a table is asked for what was believed at an instant."""


def versioned(text: str) -> str:
    """Return a question that leaves the recorded axis to the table."""
    known = " AND recorded_from <= %(known)s AND recorded_to > %(known)s"
    if "%(was)s" in text:
        was = AS_OF.replace("known", "was")
        first, second = text.split("is_now AS (", 1)
        first = first.replace("FROM belief", f"FROM belief {was}").replace(known.replace("known", "was"), "")
        second = second.replace("FROM belief", f"FROM belief {AS_OF}").replace(known, "")
        return f"{first}is_now AS ({second}"
    if known in text:
        return text.replace(known, "").replace("FROM belief", f"FROM belief {AS_OF}")
    for row in ("h.", "m.", "a.", "b.", ""):
        text = text.replace(f" AND {row}recorded_to = {FOREVER}", "")
    return text


class MariaDB(Peer):
    """The one relational database that keeps both axes by itself."""

    name: ClassVar[str] = "MariaDB"
    questions: ClassVar[dict[str, str]] = {
        work: versioned(text) for work, text in spelt(QUESTIONS, "%(*)s", "greatest", "least").items()
    }

    def __init__(self, folder: Path) -> None:
        try:
            import MySQLdb
        except ImportError as error:
            raise MissingError("apt install libmariadb-dev && pip install mysqlclient") from error
        if not (server := shutil.which("mariadbd")) or not (install := shutil.which("mariadb-install-db")):
            raise MissingError("apt install mariadb-server")
        user = unprivileged("nobody")
        folder = home(user)
        common = ["--no-defaults", f"--datadir={folder}/data"]
        subprocess.run(
            [install, *common, "--auth-root-authentication-method=normal"],
            check=True, capture_output=True, cwd="/", **user,
        )  # fmt: skip
        options = [
            f"--socket={folder}/socket", "--skip-networking", "--innodb-buffer-pool-size=1G", "--local-infile=1",
            "--innodb-log-file-size=1G", f"--pid-file={folder}/pid", "--default-time-zone=+00:00", "--sql-mode=",
        ]  # fmt: skip
        self._server = Server(folder, [server, *common, *options], user)
        self._connect: Callable[[], Any] = lambda: MySQLdb.connect(
            unix_socket=f"{folder}/socket", user="root", autocommit=True, local_infile=True
        )
        self._db: Any = self._server.connected(self._connect, MySQLdb.OperationalError)
        self._thread = self._db.thread_id()
        self._cursor: Any = self._db.cursor()
        self._cursor.execute("CREATE DATABASE bench")
        self._cursor.execute("USE bench")
        tasks = Path(f"/proc/{self._server.process.pid}/task")
        self._clock = ServerClock(tasks.iterdir)

    def load(self, files: WorldFiles) -> int:
        """Load the rows with their recorded times, of which no two of one key may overlap."""
        self._cursor.execute(TABLE)
        self._cursor.execute("SET system_versioning_insert_history = 1")
        return int(self._cursor.execute(READ, (str(files.beliefs),)))

    def prepare(self, files: WorldFiles) -> None:
        """Make the calendar, and look at the table as the planner wants."""
        self._cursor.execute("CREATE TABLE calendar(year int PRIMARY KEY, year_begin int, year_end int)")
        self._cursor.executemany("INSERT INTO calendar VALUES (%s, %s, %s)", list(years()))
        self._cursor.execute("ANALYZE TABLE belief")
        self._cursor.fetchall()

    def rows(self, work: str, parameters: Parameters) -> Rows:
        """Return tuples."""
        self._cursor.execute(self.questions[work], parameters)
        return self._cursor.fetchall()  # type: ignore[no-any-return]

    def arrow(self, work: str, parameters: Parameters) -> Any:
        """Return the columns of the tuples."""
        import pyarrow as pa

        rows = self.rows(work, parameters)
        names = [column[0] for column in self._cursor.description]
        return pa.table([pa.array(column) for column in zip(*rows, strict=True)], names)

    def told(self, work: str, answer: Any, width: int) -> Iterable[Hashable]:
        """Return the first columns."""
        return told(answer, width)

    def correct(self, parameters: Parameters) -> None:
        """Shorten the membership; the table keeps what was believed before."""
        self._cursor.execute(
            """UPDATE belief SET t1 = %(day)s, t2 = %(day)s, ends = from_days(%(day)s + 365)
               WHERE organization = %(organization)s AND office = 0 AND party = %(party)s AND t2 > %(day)s""",
            parameters,
        )

    def interrupt(self) -> None:
        """Kill the statement from another connection."""
        other = self._connect()
        other.cursor().execute(f"KILL QUERY {self._thread}")
        other.close()

    def cpu(self) -> float:
        """Add what all threads of the server have taken: they are not told apart."""
        return self._clock.seconds()

    def close(self) -> None:
        """Stop the server."""
        self._db.close()
        self._server.stop()
