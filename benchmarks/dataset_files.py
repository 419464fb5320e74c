"""Writes a world as dataset files: definitions, each dataset as first stated, its corrections, and a later load.

python -m benchmarks.dataset_files SIZE FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks.timelines import CAPACITIES, STATUSES
from benchmarks.world import (
    FIRST_LOAD,
    MEMBERSHIP,
    REVISIONS,
    Belief,
    Fact,
    World,
    office_id,
    organization_id,
    party_id,
)

LATER = 0.01
"""The share of what is said that the later load corrects."""
SAMPLES = 5_000


class Load(NamedTuple):
    """Files that are loaded by one command, and the recorded time that they are given."""

    files: tuple[Path, ...]
    recorded_at: int


class WorldFiles(NamedTuple):
    """A world on disk: dataset files for tempodb, and a table of beliefs for those who cannot read them."""

    folder: Path
    world: World
    loads: tuple[Load, ...]
    later: tuple[Path, ...]
    facts: int
    """How many memberships and tenures are first stated."""

    @property
    def first(self) -> Load:
        """Everything, as it was first stated."""
        return self.loads[0]

    @property
    def beliefs(self) -> Path:
        """All that was believed after the loads, the later one apart: a line each, no heading."""
        return self.folder / "beliefs.csv"

    def samples(self) -> list[Belief]:
        """Return some of the beliefs, about which questions are asked."""
        with (self.folder / "samples.csv").open() as lines:
            return [Belief(*map(int, line.split(","))) for line in lines]


def world_files(world: World, folder: Path) -> WorldFiles:
    """Return the files of a world, which are written if they are not there."""
    manifest = folder / "loads.json"
    made_of = [world.size, world.seed, world.vague]
    if not manifest.exists() or json.loads(manifest.read_text())["world"] != made_of:
        loads = [
            {"files": [str(file.relative_to(folder)) for file in load.files], "recorded_at": load.recorded_at}
            for load in _write(world, folder)
        ]
        manifest.write_text(json.dumps({"world": made_of, "loads": loads}, indent=1))
    loads = json.loads(manifest.read_text())["loads"]
    first = (folder / file for file in loads[0]["files"])
    return WorldFiles(
        folder,
        world,
        tuple(Load(tuple(folder / file for file in load["files"]), load["recorded_at"]) for load in loads),
        tuple(sorted((folder / "later").iterdir())),
        sum(file.read_text().count('"from":') for file in first),
    )


def _write(world: World, folder: Path) -> list[Load]:
    """Write the files of a world, and return in what order they are loaded."""
    for name in ("first", "corrections", "later"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    random = Random(world.seed)
    definitions = folder / "first" / "00-definitions.json"
    first, corrections = [definitions], []
    parties: set[int] = set()
    organizations: set[int] = set()
    offices: set[tuple[int, int]] = set()
    with (folder / "beliefs.csv").open("w") as table, (folder / "samples.csv").open("w") as samples:
        for part in world.parts():
            name = f"part-{part.number:02}"
            for key, _ in part.facts():
                parties.add(key.party)
                organizations.add(key.organization)
                if key.kind != MEMBERSHIP:
                    offices.add((key.organization, key.office))
            first.append(_write_facts(folder / "first" / f"{name}.json", name, part.facts()))
            for revision in range(1, REVISIONS + 1):
                recorded = part.revise()
                file = folder / "corrections" / f"{revision}-{name}.json"
                corrections.append(Load((_write_facts(file, name, part.facts()),), recorded))
            beliefs = part.beliefs()
            table.writelines(map(_line, beliefs))
            samples.writelines(
                map(_line, random.sample(beliefs, min(SAMPLES // world.part_count, len(beliefs))))
            )
            part.revise(LATER)
            _write_facts(folder / "later" / f"{name}.json", name, part.facts())
    definitions.write_text(json.dumps(_definitions(world, parties, organizations, offices), indent=0))
    return [Load(tuple(first), FIRST_LOAD), *sorted(corrections, key=lambda load: load.recorded_at)]


def _line(belief: Belief) -> str:
    return ",".join(map(str, belief)) + "\n"


def _definitions(
    world: World, parties: set[int], organizations: set[int], offices: Iterable[tuple[int, int]]
) -> dict[str, Any]:
    organizations |= {number // 3 for number in parties if number % 3 == 0}
    return {
        "tempodb": 1,
        "dataset": "definitions",
        "sources": {
            f"s{number}": {"title": f"Source {number}", "published": f"{2000 + number % 15}-01-01"}
            for number in range(world.sources)
        },
        "states": {party_id(n): {"name": f"State {n // 3}"} for n in sorted(parties) if n % 3 == 1},
        "persons": {party_id(n): {"name": f"Person {n // 3}"} for n in sorted(parties) if n % 3 == 2},
        "organizations": {organization_id(n): {"name": f"Organization {n}"} for n in sorted(organizations)},
        "offices": {
            office_id(*office): {"title": f"Office {office[1]}", "organization": organization_id(office[0])}
            for office in sorted(offices)
        },
    }


def _write_facts(file: Path, dataset: str, facts: list[Fact]) -> Path:
    """Write what a dataset says, an entry a line."""
    lines: tuple[list[str], list[str]] = ([], [])
    for key, spell in facts:
        if key.kind == MEMBERSHIP:
            said = f'"member":"{party_id(key.party)}","of":"{organization_id(key.organization)}"'
            value = f'"status":"{STATUSES[spell.value]}"'
        else:
            office = office_id(key.organization, key.office)
            said = f'"holder":"{party_id(key.party)}","office":"{office}"'
            value = f'"capacity":"{CAPACITIES[spell.value]}"'
        end = f',"to":"{spell.end.text}"' if spell.end.text else ""
        lines[key.kind].append(
            f'{{{said},{value},"from":"{spell.begin.text}"{end},"source":"s{spell.source}"}}'
        )
    memberships, tenures = (",\n".join(section) for section in lines)
    file.write_text(
        f'{{"tempodb":1,"dataset":"{dataset}","memberships":[\n{memberships}\n],"tenures":[\n{tenures}\n]}}\n'
    )
    return file


if __name__ == "__main__":
    made = world_files(World(int(float(sys.argv[1]))), Path(sys.argv[2]))
    print(f"{len(made.loads)} loads in {made.folder}")
