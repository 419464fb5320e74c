"""So many at once, and the rest is told to wait."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import anyio
import pytest

import tempodb
from tempodb.web.turns import BusyError, Turns
from web.exploring import exploring


def test_the_ninth_is_told_to_wait(place: Path) -> None:
    """Eight work, a ninth is refused at once, and the next one works when they have ended."""
    turns, begun, ended = Turns(lambda: tempodb.open(place)), Barrier(9), Event()

    def work(database: tempodb.Database) -> int:
        begun.wait(20)
        ended.wait(20)
        return len(database.query("show organizations"))

    async def all_of_them() -> list[int]:
        found: list[int] = []

        async def one() -> None:
            found.append(await turns.take(work))

        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(one)
            await anyio.to_thread.run_sync(begun.wait, 20)
            with pytest.raises(BusyError):
                await turns.take(work)
            ended.set()
        found.append(await turns.take(lambda database: len(database.query("show organizations"))))
        return found

    assert len(set(anyio.run(all_of_them))) == 1
    turns.close()


def test_the_database_that_knows_most_is_asked_first(place: Path) -> None:
    """One after the other, questions go to one database, which keeps what it learnt."""
    opened: list[tempodb.Database] = []

    def open_() -> tempodb.Database:
        opened.append(tempodb.open(place))
        return opened[-1]

    turns = Turns(open_)

    async def three() -> None:
        for _ in range(3):
            await turns.take(lambda database: database.query("show organizations"))

    anyio.run(three)
    assert len(opened) == 1
    turns.close()


def test_two_hundred_requests_while_somebody_writes(tmp_path: Path) -> None:
    """Each is answered with what was so at its instant, or told to wait; none is half."""
    place = tmp_path / "busy.db"
    with tempodb.open(place) as database:
        database.load(tempodb.bundled_fixture("csto.yaml"))
    with exploring(place, now=None) as client, ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(client.get, "/organization/csto?as-of=2013-01-01") for _ in range(200)]
        with tempodb.open(place) as database:
            for year in range(2030, 2040):
                database.run(f"record membership of Georgia in CSTO as observer from {year} to {year + 1}")
        answers = [one.result() for one in asked]
    assert {answer.status for answer in answers} <= {200, 503}
    done = [answer for answer in answers if answer.status == 200]
    assert done
    assert all("6 members" in answer.text for answer in done)
