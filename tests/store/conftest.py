"""Small databases in files: one to look at, and copies to change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from store.histories import SMALL, load, membership, verified


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
