"""A database in a file, loaded once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import tempodb
from api.kept_file import CSTO


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("safety") / "x.db"
    with tempodb.open(path) as db:
        db.load(CSTO)
    return path


@pytest.fixture
def path(loaded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(loaded, tmp_path / "x.db"))
