"""What is done to a whole database of tempodb by its commands: loads, verify, rebuild, export."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from benchmarks.dataset_files import Load, WorldFiles
from benchmarks.measuring import Figure, Ran, TooSlowError, ran
from benchmarks.peers.tempodb import COMMAND, instant_text

TRIES = 3
"""How often a load is measured that is held against another one."""


class Upkeep:
    """Loads a world into a file by commands, and does to it what is done now and then."""

    def __init__(self, files: WorldFiles, database: Path, limit: float) -> None:
        self._files, self.database, self._limit = files, database, limit
        self.claims = 0
        """How many claims the log has."""

    def loads(self) -> Iterator[Figure]:
        """Yield the first load; then that of the same files; then all corrections; then one that changes a little."""
        first = middle(self._first_load() for _ in range(TRIES))
        facts = self._files.facts
        self.claims = _claims(first)
        yield self._figure("first load", first, facts, f"{self.claims} claims")
        again = middle(self._load(Load(self._files.first.files, 0)) for _ in range(TRIES))
        yield self._figure("unchanged files", again, facts)
        corrections = [self._load(load) for load in self._files.loads[1:]]
        self.claims += sum(map(_claims, corrections))
        together = Ran(
            sum(load.cpu for load in corrections),
            sum(load.wall for load in corrections),
            max(load.mebibytes for load in corrections),
            "",
        )
        stated = facts * (len(corrections) // max(1, self._files.world.part_count))
        yield self._figure("corrections", together, stated, f"{len(corrections)} loads")

    def later(self) -> Iterator[Figure]:
        """Yield a load that changes one of a hundred, and what goes through all claims."""
        load = middle(self._later_loads())
        self.claims += _claims(load)
        yield self._figure("1 % changed", load, self._files.facts, f"{_claims(load)} claims")
        exported = self.database.with_suffix(".json")
        entries = self._files.later[0].read_text().count('"from":')
        for command, claims in (
            ("verify", self.claims),
            ("rebuild", self.claims),
            (f"export --dataset part-00 --format json -o {exported}", entries),
        ):
            name, *arguments = command.split()
            try:
                yield self._figure(name, self._run(name, *arguments), claims)
            except TooSlowError:
                yield Figure(name, "tempodb", self._size, note=f"> {self._limit:.0f} s")

    @property
    def _size(self) -> int:
        return self._files.world.size

    def _first_load(self) -> Ran:
        for old in self.database.parent.glob(f"{self.database.name}*"):
            old.unlink()
        return self._load(self._files.first)

    def _later_loads(self) -> Iterator[Ran]:
        """Yield what a load takes that changes little, each time of the database as it was."""
        before = self.database.with_suffix(".before")
        shutil.copy(self.database, before)
        for _ in range(TRIES):
            shutil.copy(before, self.database)
            yield self._load(Load(self._files.later, 0))
        before.unlink()

    def _load(self, load: Load) -> Ran:
        recorded = ["--recorded-at", instant_text(load.recorded_at)] if load.recorded_at else []
        return self._run("load", *map(str, load.files), *recorded, "--format", "json")

    def _run(self, *arguments: str) -> Ran:
        return ran([COMMAND, "--db", self.database, *arguments], self._limit)

    def _figure(self, work: str, done: Ran, facts: int, note: str = "") -> Figure:
        return Figure(
            work,
            "tempodb",
            self._size,
            done.cpu,
            wall=done.wall,
            facts=facts,
            mebibytes=done.mebibytes,
            note=note,
        )


def middle(tries: Iterable[Ran]) -> Ran:
    """Return the try that took neither the most nor the least."""
    ordered = sorted(tries, key=attrgetter("cpu"))
    return ordered[len(ordered) // 2]


def _claims(load: Ran) -> int:
    """Return how many claims a load adds to the log."""
    return sum(
        report["added"] + 2 * report["corrected"] + report["retracted"] for report in _reports(load.output)
    )


def _reports(output: str) -> Sequence[dict[str, int]]:
    """Return what a load says of each dataset, in one list or a line each."""
    lines = [json.loads(line) for line in output.splitlines()] if "\n{" in output else [json.loads(output)]
    return [report for line in lines for report in (line if isinstance(line, list) else [line])]
