"""What questions about every organization take of a lake: CPU and memory of all processes, and bytes that Spark shuffles.

python -m benchmarks.lake_figures LAKE ENGINE [QUESTION …]

ENGINE is `local`, `spark=MASTER`, or what does the plain part of two of the questions in SQL: `duckdb`, `spark-sql=MASTER`.
A question is `start`, `by_year`, `snapshot`, `changes`, or `written`, which is `by_year` written to a folder.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import tempodb
from benchmarks import lake_sql
from tempodb.lake.lake_layout import LakeLayout
from tempodb.lake.lake_places import lake_place
from tempodb.lake.snapshots import opened_snapshot

BY_YEAR = (
    f"count members of every organization by year between {lake_sql.FIRST_YEAR} and {lake_sql.LAST_YEAR}"
)
QUESTIONS = {
    "start": "members of every organization as of 1066",
    "by_year": BY_YEAR,
    "snapshot": "members of every organization as of 2005",
    "changes": "compare members of every organization as of 2005 known at 2023 with as of 2005 known at 2026",
}
SECONDS, MEGABYTES = 3_600.0, 20_000.0
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SPARK = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
}
Asks = Mapping[str, Callable[[], int]]


class Taken(NamedTuple):
    """Seconds of processor of this process and all that it started, and the most megabytes of this one and of any other."""

    seconds: float
    own: float
    other: float


def taken() -> Taken:
    """Return what was taken so far, and the memory that is taken now."""
    children: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            # Whoever ends while he is looked at is in the time of his parent.
            with suppress(OSError):
                said = (entry / "stat").read_text().rpartition(")")[2].split()
                seconds = sum(map(int, said[11:15])) / TICKS
                children[int(said[1])].append((int(entry.name), seconds, int(said[21]) * PAGE / 1e6))
    own = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    total, most, todo = sum(map(int, own[11:15])) / TICKS, 0.0, [os.getpid()]
    while todo:
        for process, seconds, megabytes in children[todo.pop()]:
            total, most = total + seconds, max(most, megabytes)
            todo.append(process)
    return Taken(total, int(own[21]) * PAGE / 1e6, most)


def measured(ask: Callable[[], int]) -> tuple[int, float, Taken]:
    """Return how many rows were answered, in how many seconds, and what that took."""
    before, most, is_over = taken(), [0.0, 0.0], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.1):
            now = taken()
            most[:] = max(most[0], now.own), max(most[1], now.other)

    watching = threading.Thread(target=watch)
    begun = time.monotonic()
    watching.start()
    try:
        rows = ask()
    finally:
        wall, after = time.monotonic() - begun, taken()
        is_over.set()
        watching.join()
    return rows, wall, Taken(after.seconds - before.seconds, *most)


@contextmanager
def asked_by_tempodb(lake: str, engine: str) -> Iterator[Asks]:
    """Give what asks a lake by an engine of its own."""
    with tempodb.open_lake(lake, engine=engine, deadline=SECONDS, memory=MEGABYTES) as opened:

        def written() -> int:
            with tempfile.TemporaryDirectory(dir=Path(lake).parent) as folder:
                return opened.write_answer(BY_YEAR, f"{folder}/answer").rows

        def asking(question: str) -> Callable[[], int]:
            return lambda: len(opened.query(question))

        yield {name: asking(question) for name, question in QUESTIONS.items()} | {"written": written}


def files_of(lake: str) -> list[str]:
    """Return the files of memberships, by organization."""
    manifest = opened_snapshot(lake_place(lake))
    return [f"{lake}/{file.path}" for file in manifest.files_of(LakeLayout.ORGANIZATION, "membership")]


@contextmanager
def asked_by_duckdb(lake: str, _: str) -> Iterator[Asks]:
    """Give what does the plain part in DuckDB, with two threads and six gigabytes."""
    import duckdb

    with tempfile.TemporaryDirectory(dir=Path(lake).parent) as folder:
        connection = duckdb.connect(config={"threads": 2, "memory_limit": "6GB", "temp_directory": folder})
        connection.execute("CREATE TABLE calendar (year INTEGER, first INTEGER, after INTEGER)")
        connection.executemany("INSERT INTO calendar VALUES (?, ?, ?)", lake_sql.years())
        table = f"read_parquet({files_of(lake)!r})"

        def asking(text: str) -> Callable[[], int]:
            return lambda: len(connection.sql(text).to_arrow_table())

        yield _plain(asking, table)


def _plain(asking: Callable[[str], Callable[[], int]], table: str) -> Asks:
    return {
        "by_year": asking(lake_sql.count_by_year(table, "calendar")),
        "snapshot": asking(lake_sql.snapshot(table, 2005)),
    }


@contextmanager
def asked_by_spark_sql(lake: str, master: str) -> Iterator[Asks]:
    """Give what does the plain part in Spark SQL; rows are counted where they are, and not brought here."""
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    for option, value in SPARK.items():
        builder = builder.config(option, value)
    session = builder.master(master).getOrCreate()
    session.read.parquet(*files_of(lake)).createOrReplaceTempView("memberships")
    session.createDataFrame(lake_sql.years(), "year int, first int, after int").createOrReplaceTempView(
        "calendar"
    )

    def asking(text: str) -> Callable[[], int]:
        def ask() -> int:
            session.sql(text).write.format("noop").mode("overwrite").save()
            return 0

        return ask

    yield {"start": lambda: int(session.range(9).count())} | dict(_plain(asking, "memberships"))
    session.stop()


ASKED = {"duckdb": asked_by_duckdb, "spark-sql": asked_by_spark_sql}


def shuffled() -> int | None:
    """Return how many bytes the session of Spark that there is has shuffled so far; None where there is none."""
    if "pyspark" not in sys.modules:
        return None
    from pyspark.sql import SparkSession

    session: Any = SparkSession.getActiveSession()
    if session is None:
        return None
    executors = session.sparkContext._jsc.sc().statusStore().executorList(False)
    return sum(int(executors.apply(at).totalShuffleWrite()) for at in range(executors.size()))


def main(lake: str, engine: str, *questions: str) -> None:
    """Print a line for each question."""
    name, _, master = engine.partition("=")
    ask = ASKED.get(name)
    try:
        given = asked_by_tempodb(lake, engine) if ask is None else ask(lake, master)
        with given as asks:
            for question in questions or asks:
                if question in asks:
                    before = shuffled()
                    rows, wall, took = measured(asks[question])
                    after = shuffled()
                    moved = (
                        ""
                        if before is None or after is None
                        else f"  shuffled {(after - before) / 1e6:.3f} MB"
                    )
                    print(
                        f"{engine:32} {question:8} {rows:>11,} rows  cpu {took.seconds:6.1f} s  wall {wall:6.1f} s"
                        f"  asker {took.own:5.0f} MB  worker {took.other:5.0f} MB{moved}",
                        flush=True,
                    )
    except ModuleNotFoundError as error:
        print(f"{engine} is left out: there is no {error.name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
