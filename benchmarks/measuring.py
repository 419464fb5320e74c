"""Takes the time of works, by the CPU: of this process, of those it starts, and of the server that it asks."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.port import Peer
from benchmarks.questions import Questions
from benchmarks.works import Work

PASSES = 5
PAGE = 4_096
MEMORY_OF_A_FACT = 2_048
"""So many bytes of memory for each fact are more than any answer takes: all pairs, 1.4 GB of a million facts."""


@dataclass
class Figure:
    """What one work takes one peer: seconds of CPU; and how its answers differ from those of the first peer."""

    work: str
    peer: str
    size: int
    median: float | None = None
    slowest: float | None = None
    """The 99th percentile, where many questions are asked."""
    first: float | None = None
    wall: float | None = None
    rows: int = 0
    differing: int = 0
    facts: int = 0
    """How many facts were loaded or gone through."""
    mebibytes: int = 0
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return what is known, for JSON."""
        return {name: value for name, value in asdict(self).items() if value or name == "median"}


class TooSlowError(Exception):
    """A peer did not answer in time."""


def within(limit: float, peer: Peer, ask: Callable[[], Any]) -> Any:
    """Return an answer that comes in time.

    Raises TooSlowError.
    """
    late = threading.Event()

    def give_up() -> None:
        late.set()
        peer.interrupt()

    timer = threading.Timer(limit, give_up)
    timer.start()
    try:
        return ask()
    except (Exception, KeyboardInterrupt) as error:
        if late.is_set():
            raise TooSlowError from error
        raise
    finally:
        timer.cancel()


def back_memory(size: int) -> None:
    """Ask for as much memory as an answer about so many facts may take, and give it back.

    A virtual machine hands what is free back to its host, and whoever is the first to ask for it again waits for that:
    up to 2 s a gigabyte, many times what its own system takes. No peer is to pay for that before the others.
    """
    np.empty(size * MEMORY_OF_A_FACT, np.uint8)[::PAGE] = 1


def spent(peer: Peer, corrections: Iterable[dict[str, int]]) -> list[float]:
    """Return how many seconds of CPU each of some corrections takes."""
    found = []
    for correction in corrections:
        before = peer.cpu()
        peer.correct(correction)
        found.append(peer.cpu() - before)
    return found


class Measure:
    """One work, measured at several peers in turn: one pass of each, and again."""

    def __init__(self, work: Work, questions: Questions, limit: float) -> None:
        self._work, self._limit = work, limit
        self._asked = work.about(questions)
        self._expected: list[set[Hashable]] | None = None

    def figures(self, peers: Sequence[Peer], size: int) -> list[Figure]:
        """Return a figure for each peer that can be asked."""
        figures = {peer: Figure(self._work.name, peer.name, size) for peer in peers}
        asked = [peer for peer in peers if self._compared(peer, figures[peer])]
        taken: dict[Peer, list[list[tuple[float, float]]]] = {peer: [] for peer in asked}
        gc.collect()
        for _ in range(PASSES):
            for peer in asked:
                spent = sum(wall for every in taken[peer] for _, wall in every)
                if spent < self._limit / 2:
                    if not self._work.many:
                        back_memory(size)
                    taken[peer].append([self._timed(peer, each)[:2] for each in self._asked])
        for peer in asked:
            _summed(figures[peer], taken[peer], self._work.many)
        return list(figures.values())

    def _compared(self, peer: Peer, figure: Figure) -> bool:
        """Ask everything once, compare, and tell whether it is worth asking again."""
        if self._work.name not in peer.questions:
            figure.note = "cannot say it"
            return False
        try:
            answers = self._answers(peer)
        except TooSlowError:
            figure.note = f"> {self._limit:.0f} s"
            return False
        except Exception as error:
            figure.note = f"{type(error).__name__}: {str(error).splitlines()[0]}"
            return False
        figure.first = max(cpu for cpu, _, _ in answers)
        figure.rows = sum(len(answer) for _, _, answer in answers)
        told = [set(peer.told(self._work.name, answer, self._work.width)) for _, _, answer in answers]
        self._expected = self._expected or told
        figure.differing = sum(len(one ^ other) for one, other in zip(told, self._expected, strict=False))
        return True

    def _answers(self, peer: Peer) -> list[tuple[float, float, Any]]:
        """Ask everything, or as much as there is time for: the others are asked no more then."""
        end, answers = time.monotonic() + self._limit, []
        for asked in self._asked:
            answers.append(self._timed(peer, asked))
            if time.monotonic() > end:
                break
        if self._expected is None:
            self._asked = self._asked[: len(answers)]
        return answers

    def _timed(self, peer: Peer, asked: dict[str, int]) -> tuple[float, float, Any]:
        ask = peer.arrow if self._work.arrow else peer.rows
        cpu, wall = peer.cpu(), time.perf_counter()
        if self._work.many:
            answer = ask(self._work.name, asked)
        else:
            answer = within(self._limit, peer, lambda: ask(self._work.name, asked))
        wall = time.perf_counter() - wall
        return peer.cpu() - cpu, wall, answer


def _summed(figure: Figure, taken: list[list[tuple[float, float]]], many: bool) -> None:
    """Put passes together: of many questions the quickest time of each, of one question the middle time."""
    if many:
        best = [min(cpu for cpu, _ in times) for times in zip(*taken, strict=True)]
        figure.slowest = statistics.quantiles(best, n=100)[98] if len(best) > 1 else best[0]
        figure.wall = statistics.median(min(wall for _, wall in times) for times in zip(*taken, strict=True))
        figure.first = None
    else:
        best = [cpu for ((cpu, _),) in taken]
        figure.wall = statistics.median(wall for ((_, wall),) in taken)
    figure.median = statistics.median(best)


@dataclass(frozen=True)
class Ran:
    """What a command took, and printed."""

    cpu: float
    wall: float
    mebibytes: int
    output: str


def ran(command: Sequence[str | Path], limit: float) -> Ran:
    """Run a command to its end.

    Raises TooSlowError, and RuntimeError with what it printed if it fails.
    """
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        timer = threading.Timer(limit, process.kill)
        timer.start()
        assert process.stdout is not None
        assert process.stderr is not None
        output, errors = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode == -9:
        raise TooSlowError
    if process.returncode:
        raise RuntimeError(errors[-2_000:])
    return Ran(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss // 1024, output)
