"""`doctor`, `backup --keep` and `restore` as commands: what they print, ask, and exit with."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
from itertools import count
from pathlib import Path

import pytest

from cli.running import INPUT, SURROUNDINGS, Terminal, tempodb_
from tempodb.base import clock

SAMPLES = [
    *("members of csto", "organizations of uzbekistan", "holders of csto/secretary-general"),
    "members of every organization",
]
WRITE = "record membership of uzbekistan in icmec as observer from 2010 to 2012"


def typing(line: str) -> Terminal:
    return Terminal(io.BytesIO(line.encode()))


def digest(path: str) -> str:
    return str(tempodb_("digest", "--db", path).out.strip())


@pytest.fixture
def behind(own: str, folder: Path) -> str:
    """Return a database with one transaction more than its backup `b.db`."""
    assert tempodb_("backup", "b.db", "--db", own).code == 0
    (folder / "w.tql").write_text(WRITE)
    assert tempodb_("run", "w.tql", "--db", own).code == 0
    return own


def test_doctor_exits_with_1_where_something_is_to_be_done(own: str) -> None:
    well = tempodb_("doctor", "--db", own)
    Path(own).chmod(0o606)
    ill = tempodb_("doctor", "--db", own)
    told = json.loads(tempodb_("doctor", "--db", own, "--format", "json").out)

    assert (well.code, well.out.count("to do")) == (0, 0)
    assert (ill.code, ill.out.count("to do  permissions"), ill.out.count("help: ")) == (1, 1, 1)
    assert (told["database"], told["well"]) == (own, False)
    assert [seen["about"] for seen in told["observations"] if not seen["well"]] == ["permissions"]
    assert [seen["hint"] for seen in told["observations"] if seen["hint"]] == [
        f"take that from others: chmod o-w '{Path(own).resolve()}'"
    ]


def test_doctor_needs_a_database(folder: Path) -> None:
    assert tempodb_("doctor", "--db", "none.db").code == INPUT
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("answer", "code", "said"), [
    ("y\n", 0, "own.db is the backup now, up to digest "), ("n\n", 1, "nothing was replaced"), ("", 1, "nothing was replaced"),
])  # fmt: skip
def test_a_person_is_asked_before_something_is_replaced(
    behind: str, answer: str, code: int, said: str
) -> None:
    before, kept = digest(behind), digest("b.db")

    ran = tempodb_("restore", "b.db", "--db", behind, stdin=typing(answer), terminal=True)

    assert ran.code == code
    assert f"goes up to digest {before}. Put b.db in the place of {behind}? [y/N] " in ran.out
    assert said in ran.out
    assert digest(behind) == (kept if code == 0 else before)


def test_a_script_says_yes_or_nothing_is_replaced(behind: str) -> None:
    before = digest(behind)
    refused = tempodb_("restore", "b.db", "--db", behind)

    assert (refused.code, digest(behind)) == (INPUT, before)
    assert tempodb_("--yes", "restore", "b.db", "--db", behind).code == 0
    assert digest(behind) == digest("b.db")


def test_nobody_is_asked_where_nothing_is(behind: str) -> None:
    ran = tempodb_("restore", "b.db", "--db", "new.db", stdin=typing("n\n"), terminal=True)

    assert (ran.code, ran.out) == (0, f"new.db is the backup now, up to digest {digest('b.db')}\n")


def test_a_backup_that_is_not_whole_is_told(behind: str, folder: Path) -> None:
    with (folder / "b.db").open("r+b") as file:
        file.truncate(60_000)
    ran = tempodb_("restore", "b.db", "--db", behind, "--yes")

    assert ran.code == SURROUNDINGS
    assert "b.db" in ran.err and "help: " in ran.err


def test_kept_backups_are_told_with_what_is_removed(own: str, folder: Path) -> None:
    first = tempodb_("backup", "kept", "--keep", "1", "--db", own)
    second = tempodb_("backup", "kept", "--keep", "1", "--db", own)
    name = Path(first.out.split()[0]).name

    assert first.out.endswith(f".db is a copy up to digest {digest(own)}\n")
    assert second.out.splitlines()[1:] == [f"  {name} is removed"]
    shutil.copy(own, folder / "kept" / Path(second.out.split()[0]).name)
    assert "was changed since it was written" in tempodb_("backup", "kept", "--keep", "1", "--db", own).err


@pytest.mark.parametrize("keep", ["0", "-1", "few"])
def test_a_number_of_backups_that_is_none_is_refused(own: str, keep: str, folder: Path) -> None:
    assert tempodb_("backup", "kept", f"--keep={keep}", "--db", own).code == INPUT
    assert not (folder / "kept").exists()


def test_what_maintaining_gained_is_told(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(own) as connection:
        connection.execute("CREATE TABLE large (text TEXT)")
        connection.execute("INSERT INTO large VALUES (zeroblob(2000000))")
        connection.execute("DROP TABLE large")
        connection.execute("ANALYZE")
    before = digest(own)
    ticks = count()
    # Each reading of the clock is a millisecond after the one before.
    monkeypatch.setattr(clock, "timer", lambda: next(ticks) / 1000)
    done = tempodb_("maintain", "--db", own)
    again = tempodb_("maintain", "--db", own, "--format", "json")

    assert [line.split(":")[0] for line in done.out.splitlines()] == ["size", "idle", "statistics", *SAMPLES]
    assert done.out.count(", before: ") == 3
    assert [line for line in done.out.splitlines() if line.endswith(" ms")] == [
        f"{question}: 1.0 ms" for question in SAMPLES
    ]
    assert "before: 2.0 MB are free" in done.out
    told = json.loads(again.out)
    assert told["before"] == told["after"]
    assert told["after"]["questions"] == [
        {"question": question, "microseconds": 1000} for question in SAMPLES
    ]
    assert told["after"]["size"] == Path(own).stat().st_size
    assert tempodb_("verify", "--db", own).code == tempodb_("doctor", "--db", own).code == 0
    assert digest(own) == before
