"""A server that goes, or a network that hangs: whoever writes has written all or nothing, and is told which."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

import tempodb
from postgres_server import restart, server
from store.engines.postgres.network import Network
from tempodb.store.engines.postgres import failures, waiting
from tempodb.store.engines.postgres.connections import Connection

CSTO = tempodb.bundled_fixture("csto.yaml")
QUESTION = "members of csto as of 2006"
WRITE = "record membership of azerbaijan in icmec as observer from 2010 to 2012"
PASSWORD = "tr0ub4dor"


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """Return a network to the server, for who waits no longer than a test may."""
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.3)
    monkeypatch.setitem(waiting.PATIENCE, "connect_timeout", 2)
    monkeypatch.setattr(failures, "BUSY_SECONDS", 0.3)
    carrying = Network(server() / ".s.PGSQL.5432")
    yield carrying
    carrying.close()


@pytest.fixture
def far(network: Network, url: str) -> str:
    """Return the address of the schema by way of the network."""
    return f"postgresql://owner:{PASSWORD}@127.0.0.1:{network.port}/postgres?{url.partition('?')[2]}"


@pytest.fixture
def db(far: str) -> Iterator[tempodb.Database]:
    with tempodb.open(far) as db:
        db.load(CSTO)
        yield db


def is_whole(url: str, transactions: int) -> None:
    """Hold that the database has so many transactions, each whole."""
    with tempodb.open(url) as db:
        assert len(db.recorded()) == transactions
        assert db.verify() == []
        db.run("record membership of azerbaijan in icmec as observer from 1950 to 1951")


# --- a network that hangs -----------------------------------------------------------------------------


@pytest.mark.parametrize("for_all", [True, False])
def test_a_question_over_a_network_that_hangs_is_given_up_or_asked_anew(
    db: tempodb.Database, network: Network, for_all: bool
) -> None:
    before = db.query(QUESTION).to_dicts()
    network.hang(for_all=for_all)
    if for_all:
        with pytest.raises(tempodb.OperationalError, match="cannot be reached") as told:
            db.query(f"{QUESTION} limit 5")
        assert [problem.code for problem in told.value.problems] == ["unreachable"]
        network.go_on()

    assert db.query(QUESTION).to_dicts() == before


@pytest.mark.parametrize("for_all", [True, False])
def test_a_write_over_a_network_that_hangs_is_told_and_leaves_nothing(
    db: tempodb.Database, url: str, network: Network, for_all: bool
) -> None:
    with pytest.raises(tempodb.OperationalError) as told, db.transaction() as tx:
        tx.run(WRITE)
        network.hang(for_all=for_all)
        tx.run(WRITE.replace("2012", "2013").replace("2010", "2012"))

    assert [problem.code for problem in told.value.problems] == ["unreachable"]
    # The server learns of it when the network does.
    with tempodb.open(url) as other, pytest.raises(tempodb.OperationalError) as waited:
        other.run(WRITE)
    assert [problem.code for problem in waited.value.problems] == ["locked"]
    network.close()
    is_whole(url, 1)


LANDED = {True: "unconfirmed", False: None}


@pytest.mark.parametrize(("for_all", "code"), LANDED.items())
def test_a_commit_whose_answer_is_lost_is_told_as_what_it_came_to(
    db: tempodb.Database,
    url: str,
    network: Network,
    monkeypatch: pytest.MonkeyPatch,
    for_all: bool,
    code: str | None,
) -> None:
    commit = waiting.WatchedConnection.commit

    def unheard(connection: waiting.WatchedConnection) -> None:
        network.mute(for_all=for_all)
        commit(connection)

    with monkeypatch.context() as patched:
        patched.setattr(waiting.WatchedConnection, "commit", unheard)
        # Reading ends by a commit too.
        patched.setattr(Connection, "end_reading", lambda connection: commit(connection.driver))
        if code is None:
            db.run(WRITE)
            assert [problem.hint for problem in db.warnings()] == ["it is done: the transaction is there"]
        else:
            with pytest.raises(tempodb.OperationalError) as told:
                db.run(WRITE)
            assert [problem.code for problem in told.value.problems] == [code]

    is_whole(url, 2)


def test_a_server_that_works_long_is_waited_for(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    doubt = waiting.WatchedConnection._doubt
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.2)

    def look(connection: waiting.WatchedConnection) -> str:
        looked.append(found := doubt(connection))
        return found

    monkeypatch.setattr(waiting.WatchedConnection, "_doubt", look)
    connection = Connection(url.replace("+psycopg", ""))

    assert connection.execute("SELECT 1 + length(pg_sleep(1)::text)").fetchall() == [(1,)]
    # Where the answer comes while that is looked for, it is heard all the same.
    assert "" in looked
    connection.close()


# --- a backend that is ended, a server that starts anew ---------------------------------------------------

EACH = {"load": 37}
"""Before which statements of a write it is ended, if not before every other one."""
MANY = {
    "tempodb": 1,
    "dataset": "many",
    "states": {f"m{number}": {"name": f"M {number}"} for number in range(60)},
    "persons": {f"p{number}": {"name": f"P {number}"} for number in range(60)},
    "memberships": [{"member": f"m{number}", "of": "csto", "from": "2001"} for number in range(60)],
}
"""What is copied into tables, and not inserted row by row."""
WRITES: dict[str, Callable[[tempodb.Database, Path, int], Any]] = {
    "load": lambda db, file, _: db.load(file),
    "run": lambda db, _, turn: db.run(
        WRITE.replace("2010", str(1900 + turn)).replace("2012", str(1901 + turn))
    ),
    "erase": lambda db, _, turn: db.erase(f"p{turn}"),
    "rebuild": lambda db, _, __: db.rebuild(),
    "undo": lambda db, _, __: db.undo(),
}


class Ending:
    """Has the server end a connection before the statement that comes as the *last* one."""

    def __init__(self, killer: psycopg.Connection, last: int) -> None:
        self.left = last
        self._killer = killer
        self._execute, self._told = Connection.execute, Connection.told

    def executed(self, connection: Connection, *given: Any) -> Any:
        """Stand for `Connection.execute`."""
        self._look(connection)
        return self._execute(connection, *given)

    def told(self, connection: Connection, script: str) -> Any:
        """Stand for `Connection.told`."""
        self._look(connection)
        return self._told(connection, script)

    def _look(self, connection: Connection) -> None:
        self.left -= 1
        if self.left == 0:
            asked = connection.driver.info.backend_pid
            self._killer.execute("SELECT pg_terminate_backend(%s)", (asked,))


@pytest.mark.parametrize("verb", WRITES)
def test_a_backend_that_is_ended_at_any_statement_of_a_write_leaves_all_or_nothing(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    ended, is_over = 0, False
    file = tmp_path / "many.json"
    file.write_text(json.dumps(MANY))
    with tempodb.open(url) as db:
        db.load(CSTO)
        if verb != "load":
            db.load(file)
            db.run(WRITE)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as killer:
        for last in count(1, EACH.get(verb, 2)):
            ending = Ending(killer, last)
            with tempodb.open(url) as db, monkeypatch.context() as patched:
                digest = db.digest()
                patched.setattr(Connection, "execute", lambda *given, of=ending: of.executed(*given))
                patched.setattr(Connection, "told", lambda *given, of=ending: of.told(*given))
                try:
                    WRITES[verb](db, file, last)
                    is_over = ending.left > 0
                except tempodb.OperationalError as error:
                    assert [problem.code for problem in error.problems] == ["unreachable"]
                    ended += 1
                    assert db.digest() == digest
            if is_over:
                break

        with tempodb.open(url) as db:
            assert db.verify() == []
    assert ended > 3


@pytest.mark.surroundings
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_a_server_that_starts_anew_has_all_that_was_acknowledged(url: str, how: signal.Signals) -> None:
    with tempodb.open(url) as db:
        db.load(CSTO)
        db.run(WRITE)
        before = db.query(QUESTION).to_dicts()
        digest = db.digest()
        with pytest.raises(tempodb.OperationalError) as told, db.transaction() as tx:
            tx.run(WRITE.replace("2010", "2012").replace("to 2012", "to 2013"))
            restart(how)
        assert [problem.code for problem in told.value.problems] == ["unreachable"]

        assert db.query(QUESTION).to_dicts() == before
        assert db.digest() == digest
    is_whole(url, 2)
