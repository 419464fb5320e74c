"""What a server can do to a database, and what is done about it."""

from __future__ import annotations

import sqlite3
import string
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random

import psycopg
import pytest

import tempodb
from postgres_server import new_schema
from tempodb.api.server_roles import roles_sql
from tempodb.store.engines.postgres.addresses import address
from tempodb.temporal.instants import FOREVER

CSTO = tempodb.bundled_fixture("csto.yaml")
QUESTION = "members of csto as of 2006"
ADMITTED = "record membership of azerbaijan in icmec as observer from {} to {}"


@pytest.fixture
def server(url: str) -> Iterator[psycopg.Connection]:
    """Return what asks the server in SQL."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


def let_go(server: psycopg.Connection) -> None:
    """Have the server end all other connections."""
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tempodb'"
    )


# --- the server goes --------------------------------------------------------------------------------


def test_a_connection_that_was_lost_between_questions_is_made_anew(
    db: tempodb.Database, server: psycopg.Connection
) -> None:
    before = db.query(QUESTION).to_dicts()
    let_go(server)
    assert db.query(QUESTION).to_dicts() == before

    db.run(ADMITTED.format(2010, 2012))
    let_go(server)
    db.run(ADMITTED.format(2013, 2014))
    assert db.verify() == []


def test_a_connection_that_is_lost_in_a_write_leaves_nothing_and_is_told(
    db: tempodb.Database, server: psycopg.Connection
) -> None:
    digest = db.digest()
    with pytest.raises(tempodb.OperationalError) as told, db.transaction() as tx:
        tx.run(ADMITTED.format(2010, 2012))
        let_go(server)

    assert told.value.problems[0].code == "unreachable"
    assert db.digest() == digest
    assert db.verify() == []


UNREACHABLE = {
    "port": "postgresql+psycopg://ann:tr0ub4dor@127.0.0.1:1/posts?connect_timeout=2",
    "host": "postgresql://ann:tr0ub4dor@nowhere.invalid/posts?connect_timeout=2",
    "socket": "postgresql://ann:tr0ub4dor@%2Fnowhere/posts",
    "password beside": "postgresql://ann@127.0.0.1:1/posts?password=tr0ub4dor&connect_timeout=2",
}
NO_ADDRESSES = {
    "no port": "postgresql://ann:tr0ub4dor@host:port/posts",
    "no option": "postgresql://ann:tr0ub4dor@host/posts?colour=red",
    "no code": "postgresql://ann:tr0ub4dor%zz@host/posts",
}


@pytest.mark.parametrize(
    "url", [*UNREACHABLE.values(), *NO_ADDRESSES.values()], ids=[*UNREACHABLE, *NO_ADDRESSES]
)
def test_no_password_is_shown(url: str) -> None:
    with pytest.raises(tempodb.TempodbError) as told, tempodb.open(url) as db:
        db.query(QUESTION)

    shown = "".join(traceback.format_exception(told.value))
    assert told.value.problems[0].code == ("location" if url in NO_ADDRESSES.values() else "unreachable")
    assert "tr0ub4dor" not in shown
    assert "tr0ub4dor" not in repr(told.value)


def test_an_address_is_shown_as_it_is_written_but_for_secrets() -> None:
    url = "postgresql+psycopg://ann:pw@db.example.org:5433/a%20b?options=-csearch_path%3Dx&sslmode=verify-full&sslpassword=pw"

    shown = address(url).shown

    assert shown == "postgresql://ann@db.example.org:5433/a%20b?options=-csearch_path%3Dx&sslmode=verify-full"
    assert address(shown).shown == shown


# --- what the server refuses, and what it may do --------------------------------------------------------


def test_a_contradiction_that_is_written_in_sql_is_refused(
    db: tempodb.Database, server: psycopg.Connection
) -> None:
    twice = (
        "INSERT INTO belief SELECT scope, kind, f1, id + 1000000, party, other, value + {}, f2, t1, t2, from_text,"
        " to_text, since, recorded_from, recorded_to, disputed, sources, claim FROM belief"
        f" WHERE kind = 10 AND disputed = 0 AND f2 < t1 AND recorded_to = {FOREVER} LIMIT 1"
    )
    with pytest.raises(psycopg.errors.ExclusionViolation):
        server.execute(twice.format(1).encode())

    # To say the same twice is no contradiction; that it does not follow from the log is found.
    server.execute(twice.format(0).encode())
    assert any("belief" in finding for finding in db.verify())


def test_a_long_text_comes_back_and_stays_unique(url: str, tmp_path: Path) -> None:
    outcome = "".join(Random(5).choices(string.ascii_letters, k=6_000))
    name = "".join(Random(6).choices(string.ascii_letters, k=400))
    file = tmp_path / "long.yaml"
    file.write_text(
        "tempodb: 1\ndataset: d\nsources: {s: {title: S}}\n"
        f"organizations: {{o: {{name: {name}}}}}\n"
        f"events: [{{id: e, title: E, kind: summit, date: 2001, body: o, source: s, outcome: {outcome}}}]\n",
        encoding="utf-8",
    )
    files = [tmp_path / "x.db", url]
    answers = []
    for place in files:
        with tempodb.open(place) as db:
            db.load(file)
            digest = db.digest()
            db.load(file)
            assert db.digest() == digest
            answers.append(db.query("events of o").to_dicts())
            assert db.verify() == []

    assert answers[0] == answers[1] != []
    assert outcome in str(answers[0])


QUESTIONS = [
    QUESTION,
    "members of csto including any status throughout 1999",
    "timeline of uzbekistan",
    "holders of csto/secretary-general",
    "changes in csto between 1992 and 2024",
    "count members of every organization by year",
    "conflicts in csto",
    "revisions of tajikistan in csto",
    "show organizations",
]


def test_the_order_in_which_rows_lie_changes_no_answer(
    url: str, server: psycopg.Connection, tmp_path: Path
) -> None:
    """A heap has no order of its own; ties are where that shows."""
    claims = [
        f"- {{member: m{n % 7}, of: o{n % 3}, from: {1990 + n % 4}, to: {1995 + n % 5}, source: s{n % 2}, "
        f"standing: {'disputed' if n % 3 else 'accepted'}}}"
        for n in range(60)
        if n % 3 or n < 21
    ]
    file = tmp_path / "ties.yaml"
    file.write_text(
        "tempodb: 1\ndataset: ties\nsources: {s0: {title: A}, s1: {title: B}}\n"
        f"states: {{{', '.join(f'm{n}: {{name: M}}' for n in range(7))}}}\n"
        f"organizations: {{{', '.join(f'o{n}: {{name: O{n}}}' for n in range(3))}}}\n"
        "memberships:\n" + "\n".join(claims) + "\n",
        encoding="utf-8",
    )
    asked = [
        *("members of o0 as of 1994 including disputed", "members of every organization as of 1995"),
        *(
            "timeline of o1",
            "conflicts in o2",
            "changes in o0 between 1990 and 2000",
            "revisions of m1 in o1 including disputed",
        ),
        "organizations of m3 as of 1994 including disputed",
    ]
    with tempodb.open(url) as db:
        db.load(file)
        before = [db.query(question).to_dicts() for question in asked]
    assert [question for question, rows in zip(asked, before, strict=True) if not rows] == []
    for seed in range(5):
        server.execute(f"SELECT setseed(0.{seed})".encode())
        server.execute("CREATE TEMP TABLE shuffled AS SELECT * FROM belief ORDER BY random()")
        server.execute("ALTER TABLE belief DISABLE TRIGGER USER")
        server.execute("DELETE FROM belief")
        server.execute("INSERT INTO belief SELECT * FROM shuffled")
        server.execute("ALTER TABLE belief ENABLE TRIGGER USER")
        server.execute("DROP TABLE shuffled")
        with tempodb.open(url) as db:
            assert [db.query(question).to_dicts() for question in asked] == before


def write_ten(url: str, number: int) -> None:
    with tempodb.open(url) as db:
        for turn in range(10):
            year = 1000 + 20 * number + 2 * turn
            db.run(ADMITTED.format(year, year + 1))


@pytest.mark.surroundings
def test_six_processes_write_at_once(db: tempodb.Database, url: str) -> None:
    before = len(db.query("show transactions").to_dicts())
    with ProcessPoolExecutor(6, mp_context=get_context("spawn")) as pool:
        list(pool.map(write_ten, [url] * 6, range(6)))

    assert len(db.query("show transactions").to_dicts()) == before + 60
    assert db.verify() == []


@pytest.fixture
def shared(server: psycopg.Connection) -> str:
    """Return the address of a schema with roles, of which each has somebody who logs in; `{}` stands for who."""
    name = f"posts{server.info.backend_pid}"
    server.execute(roles_sql(name).encode())
    for role in ("owner", "writer", "reader"):
        server.execute(f"CREATE ROLE {name}_{role}_person LOGIN IN ROLE {name}_{role}".encode())
    return new_schema().replace("owner@", f"{name}_{{}}_person@").rpartition("%3D")[0] + f"%3D{name}"


def test_each_role_may_do_what_it_is_for(shared: str) -> None:
    owner, writer, reader = (shared.format(role) for role in ("owner", "writer", "reader"))
    with tempodb.open(owner) as db:
        db.load(CSTO)
    with tempodb.open(writer) as db:
        db.run(ADMITTED.format(2010, 2012))
        db.load(tempodb.bundled_fixture("un.yaml"))
        assert db.verify() == []
        with pytest.raises(tempodb.OperationalError) as told:
            db.erase("Valery Semerikov")
        assert told.value.problems[0].code == "not-allowed"
    with tempodb.open(reader) as db:
        assert len(db.query(QUESTION)) == 7
        with pytest.raises(tempodb.OperationalError) as told:
            db.run(ADMITTED.format(2013, 2014))
        assert told.value.problems[0].code == "not-allowed"
    with tempodb.open(owner) as db:
        db.erase("Valery Semerikov")
        assert db.verify() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE tx SET note = 'x'",
        "UPDATE assertion SET body = '{}'",
        "UPDATE belief SET value = 1",
        "DELETE FROM belief",
        "DELETE FROM assertion",
        "DELETE FROM tx",
        "TRUNCATE tx CASCADE",
        "DROP TABLE tx CASCADE",
        "UPDATE tempodb SET version = 1",
    ],
)
def test_a_writer_cannot_change_the_history(shared: str, change: str) -> None:
    with tempodb.open(shared.format("owner")) as db:
        db.load(CSTO)

    with (
        psycopg.connect(shared.format("writer").replace("+psycopg", "")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(change.encode())


# --- the same as a file -----------------------------------------------------------------------------------


def test_a_copy_has_the_whole_history_and_the_same_digest(db: tempodb.Database, tmp_path: Path) -> None:
    db.run(ADMITTED.format(2010, 2012))

    db.backup(tmp_path / "copy.db")

    with tempodb.open(tmp_path / "copy.db") as copied:
        assert copied.digest() == db.digest()
        assert copied.verify() == []
        assert [copied.query(q).to_dicts() for q in QUESTIONS] == [db.query(q).to_dicts() for q in QUESTIONS]


def test_a_database_moves_to_a_server_and_back(url: str, tmp_path: Path) -> None:
    file, back = tmp_path / "x.db", tmp_path / "back.db"
    with tempodb.open(file) as db:
        db.load(CSTO)
        db.run(ADMITTED.format(2010, 2012))
        digest = db.digest()
        asked = [db.query(question).to_dicts() for question in QUESTIONS]

    for source, target in ((file, url), (url, back)):
        with tempodb.open(source) as db:
            db.copy_to(target)
            with pytest.raises(tempodb.InputError) as told:
                db.copy_to(target)
            assert told.value.problems[0].code == "exists"
        with tempodb.open(target) as copied:
            assert copied.digest() == digest
            assert copied.verify() == []
            assert [copied.query(question).to_dicts() for question in QUESTIONS] == asked
            copied.run(ADMITTED.format(2013 + len(str(target)), 3000))
        with tempodb.open(target) as copied:
            digest = copied.digest()
            asked = [copied.query(question).to_dicts() for question in QUESTIONS]


def test_the_views_say_the_same_as_those_of_a_file(
    db: tempodb.Database, server: psycopg.Connection, tmp_path: Path
) -> None:
    for fixture in ("un.yaml", "au.yaml", "eu.yaml"):
        db.load(tempodb.bundled_fixture(fixture))
    db.backup(tmp_path / "copy.db")
    file = sqlite3.connect(tmp_path / "copy.db")
    views = [
        name
        for (name,) in file.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'stated_ends'"
        )
    ]
    for view in views:
        theirs = [tuple(map(str, row)) for row in server.execute(f"SELECT * FROM {view}".encode())]
        ours = [tuple(map(str, row)) for row in file.execute(f"SELECT * FROM {view}")]
        assert sorted(theirs) == sorted(ours), view
        assert ours, view
    file.close()
    assert len(views) > 7
