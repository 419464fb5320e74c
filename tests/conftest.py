"""What all tests share: no settings of whoever runs them, no colours, and the mark of those that are of meaning."""

from __future__ import annotations

import gc
import os
import signal
from functools import cache
from pathlib import Path

import pytest

from tempodb.store.engines.sqlite import driver

os.environ["TEMPODB_CONFIG"] = ""
os.environ.pop("NO_COLOR", None)
# Each of the many processes that tests start would compile the whole program.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Whoever runs tests in the background has Ctrl-C ignored, by these and all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a lock for a fifth of a second only."""
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.2)


MEANING = {"temporal", "model", "tql", "questions", "binding", "planning", "execution", "answers"}
MEANING |= {"store", "interchange", "oracle", "cases"}
"""The rooms whose tests and doctests say what a date, a text, a question, a claim or a belief means."""


def pytest_configure(config: pytest.Config) -> None:
    """Read no file in vain that has no test of meaning."""
    if config.getoption("markexpr").startswith("meaning"):
        config.pluginmanager.register(OnlyMeaning())


class OnlyMeaning:
    """Passes over every file without a test that is marked `meaning`: by its folder, or by hand."""

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Ignore it, or leave it to other plugins."""
        if collection_path.suffix != ".py" or _is_of_meaning(collection_path):
            return None
        return "mark.meaning" not in collection_path.read_text(encoding="utf-8") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of meaning."""
    for item in items:
        if _is_of_meaning(item.path):
            item.add_marker(pytest.mark.meaning)


def pytest_collection_finish() -> None:
    """Let the collector of garbage look seldom: what tests make is hardly ever a circle, and modules stay."""
    gc.set_threshold(100_000, 20, 100)


@cache
def _is_of_meaning(path: Path) -> bool:
    homes = Path(__file__).parent, Path(__file__).parents[1] / "src" / "tempodb"
    home = next((home for home in homes if path.is_relative_to(home)), None)
    return home is not None and path.relative_to(home).parts[0] in MEANING
