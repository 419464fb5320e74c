"""The time and the randomness of the machine, for all that is answered or stored; everyone else is given them."""

from __future__ import annotations

import os
import time


def system_clock() -> int:
    """Return the present instant in microseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1000


def random_salt() -> str:
    """Return 128 random bits as text."""
    return os.urandom(16).hex()


def timer() -> float:
    """Return seconds that pass evenly, to measure how long something takes."""
    return time.monotonic()
