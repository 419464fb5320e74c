"""How much work something is, counted and not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from types import FrameType

OF_PYTHON = ("call",)
"""Calls of functions of Python."""
ALL = ("call", "c_call")
"""These, and calls of functions of C."""


def calls(work: Callable[[], object], kinds: Collection[str] = ALL) -> int:
    """Return how many functions some work calls."""
    counted = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in kinds

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def operations(work: Callable[[], object]) -> int:
    """Return how many operations of the interpreter work takes: a comprehension calls nothing."""
    counted = 0

    def seen(frame: FrameType, event: str, _argument: object) -> object:
        nonlocal counted
        frame.f_trace_opcodes = True
        counted += event == "opcode"
        return seen

    before = sys.gettrace()
    sys.settrace(seen)
    try:
        work()
    finally:
        sys.settrace(before)
    return counted
