"""A random world as a dataset file, and as a database that learned two versions of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tempodb
from both_engines import on_both
from oracle.random_world import OFFICES, ORGANIZATIONS, PERSONS, STATES, Stated, World

VERSIONS = ("2011-01-01", "2012-01-01")
"""When each version of a world was recorded."""


@contextmanager
def loaded_world(
    versions: Sequence[World], folder: Path, now: str | None = None
) -> Iterator[tempodb.Database]:
    """Open a database in *folder* that was told each of *versions* at its recorded time."""
    with on_both(folder / "world.db", now) as db:
        for world, recorded_at in zip(versions, VERSIONS, strict=True):
            (folder / "world.yaml").write_text(dataset(world), encoding="utf-8")
            db.load(folder / "world.yaml", recorded_at=recorded_at)
        yield db


def dataset(world: World) -> str:
    """Return the world as a dataset file."""
    lines = ["tempodb: 1", "dataset: world", "states:"]
    lines += [f"  {state}: {{name: {state}}}" for state in STATES]
    lines += ["persons:", *(f"  {person}: {{name: {person}}}" for person in PERSONS), "organizations:"]
    lines += [f"  {organization}: {{name: {organization}}}" for organization in ORGANIZATIONS]
    lines += ["offices:"]
    lines += [f"  {office}: {{title: {office[3:]}, seats: {seats}}}" for office, seats in OFFICES.items()]
    lines += ["memberships:"]
    for (member, of), timeline in world.memberships.items():
        for fact in timeline:
            lines.append(f"  - {{member: {member}, of: {of}, status: {fact.value}, {_dates(fact)}}}")
    lines += ["tenures:"]
    for (holder, office), timeline in world.tenures.items():
        for fact in timeline:
            lines.append(
                f"  - {{holder: {holder}, office: {office}, capacity: {fact.value}, {_dates(fact)}}}"
            )
    return "\n".join(lines) + "\n"


def _dates(fact: Stated) -> str:
    end = "" if fact.to is None else f', to: "{fact.to}"'
    return f'from: "{fact.from_}"{end}'
