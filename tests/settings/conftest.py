"""Nobody has settings, until a test writes them."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a file of settings that is not there yet, in an empty folder."""
    for variable in ("TEMPODB_DB", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TEMPODB_CONFIG", "")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "config.toml"
