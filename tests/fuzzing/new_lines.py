"""Which lines of the program an input reaches that none before it did."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Protocol

import tempodb

SOURCE = str(Path(tempodb.__file__).parent)
BARE_NAME = "tempodb fuzzing"


class Watcher(Protocol):
    """Counts lines of the program while something runs."""

    def watched(self, work: Callable[[], object]) -> int:
        """Return how many lines *work* reached for the first time; what it raises is raised."""


def watcher() -> Watcher:
    """Return what watches in this version of Python: where it can, each line tells of itself once and no more."""
    return Monitored() if sys.version_info >= (3, 12) else Traced()


class Monitored:
    """Watches by `sys.monitoring`, which takes no time for what was seen; of Python 3.12 and later."""

    def __init__(self) -> None:
        self._monitoring: Any = getattr(sys, "monitoring")  # noqa: B009
        self._new = 0
        self._monitoring.use_tool_id(self._monitoring.COVERAGE_ID, BARE_NAME)
        self._monitoring.register_callback(
            self._monitoring.COVERAGE_ID, self._monitoring.events.LINE, self._reached
        )

    def watched(self, work: Callable[[], object]) -> int:
        """Return how many lines *work* reached for the first time; what it raises is raised."""
        self._new = 0
        self._monitoring.set_events(self._monitoring.COVERAGE_ID, self._monitoring.events.LINE)
        try:
            work()
        finally:
            self._monitoring.set_events(self._monitoring.COVERAGE_ID, 0)
        return self._new

    def _reached(self, code: CodeType, _: int) -> object:
        self._new += code.co_filename.startswith(SOURCE)
        return self._monitoring.DISABLE


class Traced:
    """Watches by `sys.settrace`, and looks no more into functions of which every line was seen."""

    def __init__(self) -> None:
        self._unseen: dict[CodeType, set[int]] = {}
        self._new = 0

    def watched(self, work: Callable[[], object]) -> int:
        """Return how many lines *work* reached for the first time; what it raises is raised."""
        self._new = 0
        sys.settrace(self._called)
        try:
            work()
        finally:
            sys.settrace(None)
        return self._new

    def _called(self, frame: FrameType, _: str, __: object) -> Callable[..., Any] | None:
        code = frame.f_code
        if code not in self._unseen:
            is_ours = code.co_filename.startswith(SOURCE)
            self._unseen[code] = {line for *_, line in code.co_lines() if line} if is_ours else set()
        return self._reached if self._unseen[code] else None

    def _reached(self, frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        unseen = self._unseen[frame.f_code]
        if event == "line" and frame.f_lineno in unseen:
            unseen.discard(frame.f_lineno)
            self._new += 1
        return self._reached if unseen else None
