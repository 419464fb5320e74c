"""Memory that a process gives up, kept for what it asks for next: the system would empty every page of it first."""

from __future__ import annotations

from ctypes import CDLL

TRIM_THRESHOLD, MMAP_MAX = -1, -4
"""What is set, as the C library numbers it: from where on what is given up is given back, and how much lies apart."""
NEVER, NOTHING = -1, 0


def keep_memory() -> None:
    """Have this process give nothing back until it ends, which is for a program that does one large thing.

    Where the C library cannot be told so, nothing changes.

    >>> keep_memory()
    """
    try:
        mallopt = CDLL(None).mallopt
    except (OSError, TypeError, AttributeError):
        # That of GNU alone has it.
        return
    mallopt(MMAP_MAX, NOTHING)
    mallopt(TRIM_THRESHOLD, NEVER)
