"""What all tests share: no settings of whoever runs them, and no colours."""

from __future__ import annotations

import os
import signal

import pytest

from tempodb.store.engines.sqlite import driver

os.environ["TEMPODB_CONFIG"] = ""
os.environ.pop("NO_COLOR", None)
# Whoever runs tests in the background has Ctrl-C ignored, by these and all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a lock for a fifth of a second only."""
    monkeypatch.setattr(driver, "BUSY_SECONDS", 0.2)
