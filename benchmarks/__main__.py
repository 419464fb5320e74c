"""Measures tempodb beside other databases, over the same facts and in one run.

make bench SIZE=100k ONLY=members,snapshot
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.dataset_files import WorldFiles, world_files
from benchmarks.keystrokes import keystrokes
from benchmarks.measuring import Figure, Measure, TooSlowError, spent, within
from benchmarks.peers import PEERS
from benchmarks.peers.port import MissingError, Peer
from benchmarks.questions import Questions
from benchmarks.report import alone, beside
from benchmarks.start_up import starts
from benchmarks.upkeep import Upkeep
from benchmarks.works import WORKS
from benchmarks.world import World

SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000, "5M": 5_000_000}
MANY = 200


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
        before = peer.cpu()
        facts = peer.load(files)
        figure = Figure("first load", peer.name, files.world.size, peer.cpu() - before, facts=facts)
        peer.prepare(files)
        yield peer, figure


def corrections(peer: Peer, questions: Questions, size: int, limit: float) -> Figure:
    """Return what a correction takes a peer, each in a durable transaction of its own."""
    figure = Figure("correction", peer.name, size)
    try:
        taken = within(limit, peer, lambda: [spent(peer, one) for one in questions.corrections()])
    except NotImplementedError:
        figure.note = "not asked"
    except TooSlowError:
        figure.note = f"> {limit:.0f} s"
    else:
        taken.sort()
        figure.median, figure.slowest = taken[len(taken) // 2], taken[-max(1, len(taken) // 100)]
        figure.rows = len(taken)
    return figure


def main() -> None:
    """Measure, print tables, and write the figures beside the databases."""
    asked = arguments()
    size = SIZES.get(asked.size) or int(float(asked.size))
    only = [name for name in asked.only.split(",") if name]
    folder = (asked.folder / asked.size).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    files = world_files(World(size), folder / "world")
    database, loaded = folder / "tempodb.db", folder / "loaded.db"
    upkeep = Upkeep(files, database, asked.limit * 10)
    figures: list[Figure] = []
    # What commands take is measured while this process is small: they begin as copies of it.
    if not (asked.reuse and loaded.exists()):
        figures += upkeep.loads()
        shutil.copy(database, loaded)
    shutil.copy(loaded, database)
    if not only or "upkeep" in only:
        figures += upkeep.later()
        shutil.copy(loaded, database)
    if not only or "starts" in only:
        figures += starts(database, size)
    if not only or "keys" in only:
        figures += keystrokes()
    with ExitStack() as stack:
        peers, loads = zip(
            *started(asked.peers.split(",") if asked.peers else (), folder, files, stack), strict=True
        )
        figures += [load for load in loads if load.peer != "tempodb"]
        questions = Questions(files, MANY)
        gc.collect()
        gc.freeze()
        compared = []
        for work in WORKS:
            if not only or work.name in only:
                compared += Measure(work, questions, asked.limit).figures(peers, size)
                print(".", end="", file=sys.stderr, flush=True)
        if not only or "correction" in only:
            compared += [corrections(peer, questions, size, asked.limit) for peer in peers]
    titles = {work.name: work.title for work in WORKS}
    print(f"\n{asked.size}: {files.facts} facts first stated\n")
    print(beside(compared, titles, [peer.name for peer in peers]))
    print(f"\n{alone(figures)}")
    (folder / "figures.json").write_text(json.dumps([f.as_dict() for f in (*figures, *compared)], indent=0))


if __name__ == "__main__":
    main()
