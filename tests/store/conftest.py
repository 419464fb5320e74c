"""Small databases in files: one to look at, and copies to change; and a desk to load datasets from."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from store.histories import SMALL, load, membership, verified
from store.loading.desk import Desk
from store.writers import MEMBERS, written


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small database of three transactions, with a correction and a retraction; not to be changed."""
    path = tmp_path_factory.mktemp("small") / "small.db"
    stated = [
        membership(from_="1992", to="June 1999", source="s"),
        membership(from_="2005", status="observer"),
    ]
    load(path, {**SMALL, "memberships": stated}, author="me", note="first", recorded_at="2017-04-21")
    load(path, {**SMALL, "memberships": stated[:1]}, recorded_at="2018")
    corrected = {**stated[0], "to": "[2006..]", "note": "corrected", "standing": "disputed"}
    load(path, {**SMALL, "memberships": [corrected]}, recorded_at="2019")
    assert verified(path) == []
    return path


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    """Return a copy of the small database, to be changed."""
    return Path(shutil.copy(small, tmp_path / "copy.db"))


@pytest.fixture(scope="session")
def plain_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset file that could be loaded."""
    file = tmp_path_factory.mktemp("file") / "d.json"
    file.write_text(json.dumps({"tempodb": 1, "dataset": "d", **SMALL}), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Import all that loading takes, so that forks need not."""
    folder = tmp_path_factory.mktemp("first")
    with tempodb.open(folder / "x.db") as db:
        db.load(written(folder, "d", 0, MEMBERS[:1]))
        list(db.query("members of o"))


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[Path, sqlite3.Connection]]:
    """Return a database and another program's connection to it."""
    path = tmp_path / "x.db"
    with tempodb.open(path) as db:
        db.load(written(tmp_path, "d", 0))
    connection = sqlite3.connect(path, isolation_level=None)
    yield path, connection
    connection.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a desk to write datasets at and load them from."""
    desk = Desk(tmp_path)
    yield desk
    desk.db.close()
