"""Whoever knows a state already is told in one trip that it is still so; whoever was told of one reads that one."""

from __future__ import annotations

from typing import Any

import pytest

import tempodb
from tempodb.store.engines.port import Snapshot, SupersededError
from tempodb.store.engines.postgres.connections import Connection
from tempodb.store.engines.postgres.looking import Lookout
from tempodb.store.engines.postgres.snapshot import PostgresSnapshot
from tempodb.store.engines.postgres.storage import PostgresStorage

QUESTION = "members of csto as of :year"
WRITE = "record membership of azerbaijan in csto as observer from {} to {}"


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is sent to the server from now on, a text a trip."""
    sent: list[str] = []
    execute, told, end = Connection.execute, Connection.told, Connection.end_reading
    ask = Lookout.ask

    def executed(connection: Connection, sql: str, parameters: Any = (), /) -> Any:
        sent.append(sql)
        return execute(connection, sql, parameters)

    def telling(connection: Connection, script: str) -> Any:
        sent.append(script)
        return told(connection, script)

    def asking(lookout: Lookout) -> None:
        sent.append("look")
        ask(lookout)

    def ended(connection: Connection) -> None:
        sent.append("COMMIT")
        end(connection)

    monkeypatch.setattr(Connection, "execute", executed)
    monkeypatch.setattr(Connection, "told", telling)
    monkeypatch.setattr(Lookout, "ask", asking)
    monkeypatch.setattr(Connection, "end_reading", ended)
    return sent


def test_a_question_about_what_is_known_makes_one_trip(db: tempodb.Database, trips: list[str]) -> None:
    for day in ("2005", "2006", "2006-09-01"):
        db.query(QUESTION, year=day)
    trips.clear()

    assert len(db.query(QUESTION, year="2006-10-01")) == 7
    assert len(trips) == 1


def test_what_others_write_is_seen_by_the_next_question(db: tempodb.Database, url: str) -> None:
    with tempodb.open(url) as other:
        for turn in range(4):
            before = len(db.query("members of csto including any status as of 2024"))
            other.run(
                WRITE.format(2024 + turn, 2025 + turn)
                if turn == 0
                else f"{WRITE.format(1950 + turn, 1951 + turn)}"
            )
            after = len(db.query("members of csto including any status as of 2024"))
            assert after - before == (turn == 0)
            assert len(db.recorded()) == 2 + turn


def test_what_is_written_between_a_look_and_a_read_is_seen_whole(
    db: tempodb.Database, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MEANING.md, M39: an answer names an instant, and is what was known then."""
    for year in ("2001", "2002"):
        db.query(QUESTION, year=year)
    look, wrote = PostgresSnapshot.look, list[int]()

    def looked(snapshot: PostgresSnapshot) -> None:
        look(snapshot)
        if len(wrote) < 3:
            wrote.append(1)
            with tempodb.open(url) as other:
                other.run(WRITE.format(1950 + 2 * len(wrote), 1951 + 2 * len(wrote)))

    with monkeypatch.context() as patched:
        patched.setattr(PostgresSnapshot, "look", looked)
        told = [db.query(f"revisions of azerbaijan in csto limit {50 + turn}") for turn in range(3)]
        told += [db.query(f"changes in csto between 1940 and {1960 + turn}") for turn in range(3)]

    assert len(wrote) == 3
    for answer in told:
        again = db.query(f"{answer.query} known at {answer.known_at}")
        assert again.to_dicts() == answer.to_dicts(), answer.query
    assert db.verify() == []


def test_who_hopes_in_vain_is_told_before_he_reads_or_at_the_end(db: tempodb.Database, url: str) -> None:
    storage = PostgresStorage(url)
    with storage.snapshot() as snapshot:
        known = snapshot.version()
    for year, reads in ((1950, False), (1952, True)):
        with tempodb.open(url) as other:
            other.run(WRITE.format(year, year + 1))
        with pytest.raises(SupersededError), storage.snapshot() as snapshot:
            assert snapshot.is_still(known)
            if reads:
                snapshot.execute("SELECT 1")
                raise AssertionError("it was read")
        # Whoever begins anew holds what he is told.
        with storage.snapshot() as snapshot:
            assert not snapshot.is_still(known)
            known = snapshot.version()
            snapshot.execute("SELECT 1")
    with storage.snapshot() as snapshot:
        assert snapshot.is_still(known)
    storage.close()


def test_what_goes_wrong_in_vain_hope_is_done_anew(db: tempodb.Database, url: str) -> None:
    for year in ("2005", "2006"):
        db.query(QUESTION, year=year)
    tried = list[int]()

    def trying(snapshot: Snapshot) -> int:
        tried.append(len(tried))
        if snapshot.is_still(known):
            raise tempodb.QueryError.of("unknown", "it was not there before")
        return 7

    known = db.engine.read(lambda snapshot: snapshot.version())
    with tempodb.open(url) as other:
        other.run(WRITE.format(1950, 1951))

    assert db.engine.read(trying) == 7
    assert len(tried) == 2
