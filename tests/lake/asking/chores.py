"""What processes of a crew are handed in tests."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tempodb.base.errors import InputError


def square(number: int) -> int:
    """Return a square."""
    return number * number


def killed_once(mark: str) -> str:
    """Return what it was given; the first process that is asked is killed."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark


def killed_always(_: object) -> None:
    """Be killed."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupted(seconds: float) -> int:
    """Be interrupted, as all processes of a terminal are, and say who was."""
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(seconds)
    return os.getpid()


def refused(number: int) -> int:
    """Refuse one number."""
    if number == 2:
        raise InputError.of("number", "two is none", "take another")
    return number
