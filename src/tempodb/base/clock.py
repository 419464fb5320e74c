"""The time and the randomness of the machine, for all that is answered or stored; everyone else is given them."""

from __future__ import annotations

import os
import time


def system_clock() -> int:
    """Return the present instant in microseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1000


def random_salts(count: int) -> list[str]:
    """Return some texts of 128 random bits each."""
    drawn, size = os.urandom(16 * count).hex(), 32
    return [drawn[at : at + size] for at in range(0, size * count, size)]


timer = time.monotonic
"""Returns seconds that pass evenly, to measure how long something takes."""
