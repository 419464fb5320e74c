"""Inputs that reach lines which none before reached are kept and changed again; what ends in anything but words is found."""

from __future__ import annotations

import hashlib
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple, NoReturn

import tempodb
from fuzzing.mutations import mutated
from fuzzing.new_lines import Watcher, watcher
from fuzzing.readers import READERS, Reader

SECONDS = 10
"""Of CPU that one input may take, watched."""
MEGABYTES = 1_000
"""Of memory that all may take beside what there was."""


class Found(NamedTuple):
    """An input that ended in anything but words, and in what."""

    content: bytes
    said: str


class TooLong(BaseException):
    """An input took too long; whoever takes every exception for something does not take this."""


class Search:
    """A search among the inputs of one reader, in a folder of its own."""

    def __init__(self, name: str, folder: Path, seed: int) -> None:
        self._reader: Reader = READERS[name]
        self._folder = folder
        self._random = Random(f"{name} {seed}")
        self._watcher: Watcher = watcher()
        self._kept = list(self._reader.seeds())
        self.tried = self.lines = 0

    def found(self, tries: int | None = None, seconds: float | None = None) -> Iterator[Found]:
        """Yield what is found with the inputs to begin with, and then for so many tries or seconds.

        What is raised at one place is told once.
        """
        begun, places = time.monotonic(), set[str]()
        for content in list(self._kept):
            yield from self._told(content, places)
        while (tries is None or self.tried < tries) and (
            seconds is None or time.monotonic() - begun < seconds
        ):
            # What was kept last leads on.
            at = min(self._random.randrange(len(self._kept)) for _ in range(2))
            content = mutated(self._kept[len(self._kept) - 1 - at], self._kept, self._random)
            lines = self.lines
            yield from self._told(content, places)
            if self.lines > lines:
                self._kept.append(content)

    def _told(self, content: bytes, places: set[str]) -> Iterator[Found]:
        self.tried += 1
        (self._folder / "last").write_bytes(content)
        said = []
        try:
            self.lines += self._watcher.watched(
                lambda: said.append(fault_of(self._reader, content, self._folder))
            )
        except TooLong:
            said.append(f"it took more than {SECONDS} seconds")
        for fault in filter(None, said):
            place = fault.rsplit(" | ")[-1]
            if place not in places:
                places.add(place)
                yield Found(content, fault)

    @property
    def kept(self) -> int:
        """How many inputs lead on."""
        return len(self._kept)


def fault_of(reader: Reader, content: bytes, folder: Path) -> str | None:
    """Return in what an input ended, if neither in an answer nor in words."""
    try:
        with time_limit():
            reader.read(content, folder)
    except tempodb.TempodbError as error:
        if any(problem.code == "fault" or not problem.message for problem in error.problems):
            return f"a fault of the program is told: {error}"
        str(error)
    except Exception as error:
        return f"{error!r:.300} | {_place(error)}"
    return None


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"line {trace.tb_lineno} of {trace.tb_frame.f_code.co_filename}" if trace else ""


@contextmanager
def time_limit() -> Iterator[None]:
    """Let the block take its time, and no more.

    Raises:
        TooLong: it took more.

    """

    def over(*_: object) -> NoReturn:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def limit_memory() -> None:
    """Let this process have so much more memory, and no more."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def kept_in(folder: Path, name: str, found: Found) -> Path:
    """Write down what was found, under a name of its own, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{hashlib.sha256(found.content).hexdigest()[:12]}"
    path.write_bytes(found.content)
    return path
