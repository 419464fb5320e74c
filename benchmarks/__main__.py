"""Measures tempodb beside other databases, over the same facts and in one run.

make bench SIZE=100k ONLY=members,snapshot
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.dataset_files import WorldFiles, world_files
from benchmarks.keystrokes import keystrokes
from benchmarks.measuring import Figure, Measure, TooSlowError, spent, within
from benchmarks.peers import PEERS
from benchmarks.peers.port import MissingError, Peer
from benchmarks.questions import Questions
from benchmarks.report import alone, beside, cell
from benchmarks.start_up import starts
from benchmarks.upkeep import Upkeep
from benchmarks.works import CORRECTION, TITLES, WORKS
from benchmarks.world import World

SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000, "5M": 5_000_000}
MANY = 200
TURNS = 3
"""In how many parts corrections are made, all peers in turn: a machine is slower in some minutes than in others."""


def arguments() -> argparse.Namespace:
    """Return what is to be measured."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--size", default="10k", help=f"{', '.join(SIZES)}, or a number of beliefs")
    parser.add_argument(
        "--only",
        default="",
        help="works by their names, with commas between them; also correction, upkeep, starts, keys",
    )
    parser.add_argument(
        "--peers", default="", help="parts of names of peers, likewise; default: all there are"
    )
    parser.add_argument(
        "--limit", type=float, default=120, help="seconds after which one question is given up"
    )
    parser.add_argument("--folder", type=Path, default=Path("build/benchmarks"), help="where it is done")
    parser.add_argument("--reuse", action="store_true", help="take the database of tempodb of an earlier run")
    return parser.parse_args()


def started(
    asked: Sequence[str], folder: Path, files: WorldFiles, stack: ExitStack
) -> Iterator[tuple[Peer, Figure]]:
    """Yield the peers that are here, loaded, with what their load took; name those that are missing."""
    for kind in PEERS:
        if asked and not any(part.lower() in kind.name.lower() for part in asked):
            continue
        try:
            peer = kind(folder)
        except MissingError as missing:
            print(f"{kind.name} is missing: {missing}", file=sys.stderr)
            continue
        stack.callback(peer.close)
        before, began = peer.cpu(), time.perf_counter()
        facts = peer.load(files)
        cpu, wall = peer.cpu() - before, time.perf_counter() - began
        figure = Figure("first load", peer.name, files.world.size, cpu, wall=wall, facts=facts)
        peer.prepare(files)
        yield peer, figure


def corrections(peers: Sequence[Peer], questions: Questions, size: int, limit: float) -> list[Figure]:
    """Return what a correction takes each peer, each in a durable transaction of its own."""
    figures = {peer: Figure(CORRECTION, peer.name, size) for peer in peers}
    taken: dict[Peer, list[float]] = {peer: [] for peer in peers}
    asked = questions.corrections()
    for turn in range(TURNS):
        for peer in list(taken):
            try:
                taken[peer] += within(limit, peer, partial(spent, peer, asked[turn::TURNS]))
            except (NotImplementedError, TooSlowError) as error:
                is_late = isinstance(error, TooSlowError)
                figures[peer].note = f"> {limit:.0f} s" if is_late else "not asked"
                del taken[peer]
    for peer, times in taken.items():
        times.sort()
        figures[peer].median, figures[peer].slowest = (
            times[len(times) // 2],
            times[-max(1, len(times) // 100)],
        )
        figures[peer].rows = len(times)
    return list(figures.values())


class Report:
    """The figures of a run, kept in a file as they come, so that what breaks off is not lost.

    A run that takes the databases of an earlier one keeps its figures too, but for those that are measured again.
    """

    def __init__(self, file: Path, begun: bool) -> None:
        self._file = file
        earlier = json.loads(file.read_text()) if begun and file.exists() else []
        self._figures = {(figure["work"], figure["peer"]): Figure(**figure) for figure in earlier}

    def take(self, figures: Iterable[Figure]) -> None:
        """Keep figures, each as soon as it is known."""
        for figure in figures:
            self._figures[figure.work, figure.peer] = figure
            self._file.write_text(
                json.dumps([figure.as_dict() for figure in self._figures.values()], indent=0)
            )
            print(f"{figure.work}   {figure.peer}   {cell(figure)}", file=sys.stderr, flush=True)

    def tables(self) -> str:
        """Return what is done by several peers side by side, and below it the rest."""
        figures = list(self._figures.values())
        compared = [figure for figure in figures if figure.work in TITLES]
        alone_ = [figure for figure in figures if figure.work not in TITLES]
        return f"{beside(compared, TITLES, [kind.name for kind in PEERS])}\n\n{alone(alone_)}"


def main() -> None:
    """Measure, print tables, and write the figures beside the databases."""
    # Servers are stopped on the way out, also of a run that is told to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    asked = arguments()
    size = SIZES.get(asked.size) or int(float(asked.size))
    only = {name for name in asked.only.split(",") if name}
    wanted = only.__contains__ if only else bool
    folder = (asked.folder / asked.size).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    files = world_files(World(size), folder / "world")
    database, loaded = folder / "tempodb.db", folder / "loaded.db"
    begun = asked.reuse and loaded.exists()
    report, upkeep = Report(folder / "figures.json", begun), Upkeep(files, database, asked.limit * 10)
    # What commands take is measured while this process is small: they begin as copies of it.
    if not begun:
        report.take(upkeep.loads())
        shutil.copy(database, loaded)
    shutil.copy(loaded, database)
    if wanted("upkeep"):
        report.take(upkeep.later())
        shutil.copy(loaded, database)
    if wanted("starts"):
        report.take(starts(database, size))
    if wanted("keys"):
        report.take(keystrokes())
    with ExitStack() as stack:
        names = asked.peers.split(",") if asked.peers else ()
        peers, loads = zip(*started(names, folder, files, stack), strict=True)
        report.take(load for load in loads if load.peer != "tempodb")
        questions = Questions(files, MANY)
        gc.collect()
        gc.freeze()
        for work in WORKS:
            if wanted(work.name):
                report.take(Measure(work, questions, asked.limit).figures(peers, size))
        if wanted(CORRECTION):
            report.take(corrections(peers, questions, size, asked.limit))
    print(f"\n{asked.size}: {files.facts:,} facts first stated\n\n{report.tables()}")


if __name__ == "__main__":
    main()
