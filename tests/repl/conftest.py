"""Databases that are talked about at the prompt."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from conversing import Talk, loaded
from repl.talking import FIXTURES, Talking

collect_ignore = ["terminal"] if os.name == "nt" else []
"""Which needs a pseudo-terminal."""


@pytest.fixture(scope="session", params=FIXTURES, ids=lambda file: file.stem)
def fixture(request: Any, tmp_path_factory: Any) -> Path:
    """Return a database of each dataset that comes along."""
    return loaded(tmp_path_factory.mktemp("fixture") / "x.db", request.param)


@pytest.fixture(scope="session")
def csto(tmp_path_factory: Any) -> Path:
    """Return a database of the first dataset, to be copied by who writes."""
    return loaded(tmp_path_factory.mktemp("csto") / "csto.db")


@pytest.fixture
def talk(csto: Path, tmp_path: Path) -> Talking:
    """Return what begins a conversation about a copy of the first dataset."""

    def begun(**given: Any) -> Talk:
        database = tmp_path / "copy.db"
        if not database.exists():
            shutil.copy(csto, database)
        return Talk(str(database), tmp_path / "state", **given)

    return begun
