"""Writes a world as dataset files: definitions, each dataset as first stated, its corrections, and a later load.

    python -m benchmarks.dataset_files SIZE FOLDER
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
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


class Load(NamedTuple):
    """Files that are loaded by one command, and the recorded time that they are given."""

    files: tuple[Path, ...]
    recorded_at: int


class Written(NamedTuple):
    """A world on disk, and in columns for those who cannot read dataset files."""

    loads: tuple[Load, ...]
    later: tuple[Path, ...]
    beliefs: list[Belief]

    @property
    def first(self) -> Load:
        """The first load: everything, as it was first stated."""
        return self.loads[0]


def write(world: World, folder: Path) -> Written:
    """Write the files of a world, and return them with what is believed once all but the later are loaded."""
    for name in ("first", "corrections", "later"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    definitions = folder / "first" / "00-definitions.json"
    first, corrections, later, beliefs = [definitions], [], [], []
    parties: set[int] = set()
    organizations: set[int] = set()
    offices: set[tuple[int, int]] = set()
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
        beliefs += part.beliefs()
        part.revise(LATER)
        later.append(_write_facts(folder / "later" / f"{name}.json", name, part.facts()))
    definitions.write_text(json.dumps(_definitions(world, parties, organizations, offices), indent=0))
    loads = (Load(tuple(first), FIRST_LOAD), *sorted(corrections, key=lambda load: load.recorded_at))
    return Written(loads, tuple(later), beliefs)


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
        "states": {
            party_id(n): {"name": f"State {n // 3}"} for n in sorted(parties) if n % 3 == 1
        },
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


def main(size: str, folder: str) -> None:
    """Write the files of a world, and in what order to load them."""
    at = Path(folder)
    written = write(World(int(float(size))), at)
    order = [
        {"files": [str(file.relative_to(at)) for file in load.files], "recorded_at": load.recorded_at}
        for load in written.loads
    ]
    (at / "loads.json").write_text(json.dumps(order, indent=1))
    print(f"{len(written.beliefs)} beliefs in {len(written.loads)} loads of {at}")


if __name__ == "__main__":
    main(*sys.argv[1:])
