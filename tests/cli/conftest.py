"""Every command runs in an empty folder of its own, and none writes to the database that all share."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import CSTO, tempodb_


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder of the test's own, without a database named by the environment."""
    monkeypatch.delenv("TEMPODB_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database that nobody writes to."""
    path = tmp_path_factory.mktemp("loaded") / "csto.db"
    assert tempodb_("load", CSTO, "--db", str(path), "--recorded-at", "2024-01-01T00:00:00Z").code == 0
    return path


@pytest.fixture
def db(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Name the database in the environment, and return its path."""
    monkeypatch.setenv("TEMPODB_DB", str(loaded))
    return str(loaded)


ODD = """
tempodb: 1
dataset: odd
focus: clüb
states:
  a: {name: "上海 | Zoë, \\"the\\"; one"}
  b: {name: "CSI \\x9b31m"}
organizations:
  clüb: {name: Clüb}
memberships:
  - {member: a, of: clüb, from: 2000}
  - {member: b, of: clüb, from: 2000}
""".replace("clüb", "club")


@pytest.fixture
def odd(folder: Path) -> str:
    """Return a database with names that are hard to print."""
    (folder / "odd.yaml").write_text(ODD, encoding="utf-8")
    assert tempodb_("load", "odd.yaml", "--db", "odd.db").code == 0
    return str(folder / "odd.db")


@pytest.fixture
def own(loaded: Path, folder: Path) -> str:
    """Return the URL of a database of the test's own."""
    (folder / "own.db").write_bytes(loaded.read_bytes())
    return str(folder / "own.db")
