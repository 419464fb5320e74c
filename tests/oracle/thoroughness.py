"""How much is tried: the environment variable `THOROUGH` says how many times as much as usual, or which part."""

from __future__ import annotations

import os

TIMES = float(os.environ.get("THOROUGH") or 1)


def rounds(count: int) -> range:
    """Return that many rounds of a test that draws what it asks, times `THOROUGH`, and one at the least."""
    return range(max(1, round(count * TIMES)))
