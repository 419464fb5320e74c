"""What a process gives up is its own again, where its C library can be told so."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

FAULTS = """
import resource
from tempodb.base.kept_memory import keep_memory
{told}
def given_up():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    b"x" * (48 << 20)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
print(given_up(), *(given_up() for _ in range(4)))
"""
"""Prints how many pages the system had to hand over, first and whenever as much is asked for again."""


def faults(told: str) -> list[int]:
    """Return what is printed."""
    done = subprocess.run(
        [sys.executable, "-c", FAULTS.format(told=told)], capture_output=True, text=True, check=True
    )
    return list(map(int, done.stdout.split()))


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallopt"),
    reason="the C library has no mallopt",
)
def test_what_was_given_up_is_asked_of_the_system_no_second_time() -> None:
    first, *again = faults("keep_memory()")

    assert len(again) == 4
    assert first > 10 * max(again)
    assert min(faults("")[1:]) > 10 * max(again)
