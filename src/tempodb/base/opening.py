"""Files opened without waiting for anybody."""

from __future__ import annotations

import os


def without_waiting(path: str, flags: int) -> int:
    """Open a file, and neither wait for the other end of a FIFO nor take over a terminal."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0), 0o666)
