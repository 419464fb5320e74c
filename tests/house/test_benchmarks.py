"""What is measured is the same each time, and all who are measured answer alike where nothing is vague."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks.dataset_files import WorldFiles, world_files
from benchmarks.peers import PEERS
from benchmarks.peers.port import MissingError, Peer
from benchmarks.peers.tempodb import TempoDB
from benchmarks.questions import Questions
from benchmarks.upkeep import Upkeep
from benchmarks.works import REFUSAL, WORKS, Work
from benchmarks.world import World

pytestmark = pytest.mark.surroundings

SIZE, MANY = 1_500, 6
TOLD_OTHERWISE = {"compare beliefs", "changes"}
"""Where tempodb tells of the whole unbroken run, and others of the piece of it that holds on the day.

And whoever was suspended from the first day is not said to have joined.
"""
SAID_ALONE = {REFUSAL}
"""What none of the peers can say."""


def digest(folder: Path) -> str:
    """Return what tells the files of a folder from others."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def test_a_world_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    made = [
        world_files(World(SIZE, seed=seed), tmp_path / name).folder
        for name, seed in (("one", 1), ("same", 1), ("other", 2))
    ]
    one, same, other = map(digest, made)
    assert one == same
    assert one != other


@pytest.fixture(scope="module")
def precise(tmp_path_factory: pytest.TempPathFactory) -> tuple[WorldFiles, TempoDB]:
    """Return a world without vague dates, and tempodb with all of it."""
    folder = tmp_path_factory.mktemp("bench")
    files = world_files(World(SIZE, vague=0), folder / "world")
    list(Upkeep(files, folder / "tempodb.db", 600).loads())
    return files, TempoDB(folder)


@pytest.fixture(
    scope="module", params=[kind for kind in PEERS if kind is not TempoDB], ids=lambda kind: kind.name
)
def peer(
    request: pytest.FixtureRequest,
    precise: tuple[WorldFiles, TempoDB],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Peer]:
    """Yield each peer that is installed here, loaded."""
    try:
        found: Peer = request.param(tmp_path_factory.mktemp("peer"))
    except MissingError as missing:
        pytest.skip(str(missing))
    found.load(precise[0])
    found.prepare(precise[0])
    yield found
    found.close()


@pytest.mark.parametrize(
    "work",
    [work for work in WORKS if work.name not in TOLD_OTHERWISE | SAID_ALONE],
    ids=lambda work: work.name,
)
def test_all_answer_alike(work: Work, peer: Peer, precise: tuple[WorldFiles, TempoDB]) -> None:
    files, tempodb = precise
    for asked in work.about(Questions(files, MANY)):
        ours, theirs = (
            set(each.told(work.name, each.rows(work.name, asked), work.width)) for each in (tempodb, peer)
        )
        assert ours == theirs
