"""A server that lets nobody in: every command says so in one line, ends with an exit code, and shows no password."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import tempodb
from postgres_server import PASSWORD, STRANGER, new_schema, server
from store.engines.postgres.network import Network
from tempodb.cli import main
from tempodb.store.engines.postgres import waiting

WRONG = "tr0ub4dor"
CSTO = tempodb.bundled_fixture("csto.yaml")
COMMANDS: list[list[str]] = [
    *(
        ["query", "members of csto"],
        ["run", "w.tql"],
        ["load", "csto.yaml"],
        ["load", "--dry-run", "csto.yaml"],
    ),
    *(
        ["verify"],
        ["digest"],
        ["export"],
        ["undo"],
        ["rebuild"],
        ["erase", "Valery Semerikov"],
        ["backup", "b.db"],
    ),
    *(["copy", "{}", "copy.db"], ["copy", "x.db", "{}"], ["--errors", "json", "query", "members of csto"]),
]


def unreachable(network: Network) -> dict[str, tuple[str, int, str]]:
    """Return addresses with a password, and the exit code and words of the error that each comes to."""
    socket = str(server()).replace("/", "%2F")
    hung = f"127.0.0.1:{network.port}"
    return {
        "wrong password": (f"postgresql://{STRANGER}:{WRONG}@{socket}/postgres", 3, "password authentication"),
        "no such port": (f"postgresql+psycopg://{STRANGER}:{WRONG}@127.0.0.1:1/posts", 3, "cannot be reached"),
        "no such host": (f"postgresql://{STRANGER}:{WRONG}@nowhere.invalid/posts", 3, "cannot be reached"),
        "no such database": (f"postgresql://owner:{WRONG}@{socket}/nowhere", 3, "does not exist"),
        "nothing comes": (f"postgresql://{STRANGER}:{WRONG}@{hung}/postgres", 3, "cannot be reached"),
        "password beside": (f"postgresql://{STRANGER}@{socket}/postgres?password={WRONG}", 3, "password"),
        "no such option": (f"postgresql://{STRANGER}:{WRONG}@{socket}/posts?colour=red", 2, "no address"),
        "no certificate": (
            f"postgresql://owner:{WRONG}@{hung}/posts?sslmode=verify-full&sslrootcert=none.crt", 3, "none.crt"
        ),
    }  # fmt: skip


PLACES = [
    *("wrong password", "no such port", "no such host", "no such database", "nothing comes"),
    *("password beside", "no such option", "no certificate"),
]


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """Return a network that carries nothing, for who waits no longer than a test may."""
    monkeypatch.setitem(waiting.PATIENCE, "connect_timeout", 2)
    carrying = Network(server() / ".s.PGSQL.5432")
    carrying.hang()
    yield carrying
    carrying.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which commands are given."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "w.tql").write_text("record membership of azerbaijan in icmec as observer from 2010 to 2012")
    (tmp_path / "csto.yaml").write_text(CSTO.read_text(encoding="utf-8"), encoding="utf-8")
    with tempodb.open("x.db") as db:
        db.load(CSTO)
    return tmp_path


@pytest.mark.parametrize("place", PLACES)
def test_every_command_tells_and_shows_no_password(
    folder: Path,
    network: Network,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    place: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    url, code, words = unreachable(network)[place]
    # To wait for nothing takes each of them seconds.
    commands = COMMANDS[::4] if f":{network.port}/" in url else COMMANDS
    before = sorted(file.name for file in folder.iterdir())
    for command in commands:
        ended = main(["--yes", "--db", url, *(word.replace("{}", url) for word in command)])

        told = capsys.readouterr()
        assert ended == code, command
        assert words in told.err, command
        assert "Traceback" not in told.err, command
        assert told.out == "", command
        assert len([line for line in told.err.splitlines() if line.startswith("error: ")]) == (
            "json" not in command
        ), told.err
        assert WRONG not in told.err + caplog.text, command
    assert sorted(file.name for file in folder.iterdir()) == before


def test_a_password_that_is_right_is_shown_nowhere(
    folder: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    schema = new_schema()
    name = schema.rpartition("%3D")[2]
    with psycopg.connect(schema.replace("+psycopg", "")) as connection:
        connection.execute(f"GRANT ALL ON SCHEMA {name} TO {STRANGER}".encode())
    url = schema.replace("owner@", f"{STRANGER}:{PASSWORD}@")
    commands = (["load", "csto.yaml"], ["query", "members of CSTA"], ["query", "members"], ["verify"])
    codes = [main(["--db", url, *command]) for command in commands]
    codes += [main(["copy", url, "copy.db"]), main(["copy", "x.db", url])]

    told = capsys.readouterr()
    assert codes == [0, 2, 0, 0, 0, 2]
    assert PASSWORD not in told.err + told.out + caplog.text
    assert PASSWORD.encode() not in (folder / "copy.db").read_bytes()


def test_a_database_that_is_shown_hides_its_password() -> None:
    db = tempodb.open(f"postgresql://ann:{WRONG}@127.0.0.1:1/posts")

    shown = [repr(db), repr(vars(db)), repr(vars(db.engine)), repr(vars(db.engine.storage))]
    assert [text for text in shown if WRONG in text] == []
    assert "ann@127.0.0.1" in shown[-1]
