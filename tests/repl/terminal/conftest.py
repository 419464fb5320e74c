"""What somebody in front of a terminal has: a database, and a folder of what is kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conversing import loaded
from repl.terminal.sitting import Talking
from terminals import (
    Terminal,
    converse,
)


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: Any) -> Path:
    """Return a database of the first dataset, to be copied."""
    return loaded(tmp_path_factory.mktemp("csto") / "csto.db")


@pytest.fixture
def database(loaded_once: Path, tmp_path: Path) -> Path:
    """Return a copy with the usual name, which the prompt does not tell."""
    shutil.copy(loaded_once, tmp_path / "tempodb.db")
    return tmp_path / "tempodb.db"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of what is kept from one session to the next."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "tempodb"


@pytest.fixture
def talk(database: Path, state: Path) -> Iterator[Talking]:
    """Return what converses in a terminal about the first dataset."""

    def talked(act: Callable[[Terminal], object], **given: Any) -> Terminal:
        return converse(act, given.pop("location", str(database)), **given)

    yield talked
