"""What is believed of each day at each instant, in a precise world of three versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from both_engines import on_both
from oracle.loaded_world import dataset
from oracle.operators import days_between
from oracle.random_world import DAYS, Timeline, precise_world, rows

INSTANTS = tuple(f"20{year}-01-01T00:00:00.000000Z" for year in (10, 11, 12))


def test_revisions_are_what_was_believed_of_each_day_at_each_instant(tmp_path: Path) -> None:
    """MEANING.md, M39."""
    random = Random("three versions")
    versions = [precise_world(random) for _ in INSTANTS]
    with on_both(tmp_path / "world.db", "2012-06-01T12:00:00Z") as db:
        for version, recorded_at in zip(versions, INSTANTS, strict=True):
            (tmp_path / "world.yaml").write_text(dataset(version), encoding="utf-8")
            db.load(tmp_path / "world.yaml", recorded_at=recorded_at)
        for member, where in versions[0].memberships:
            got = db.query(f"revisions of {member} in {where}").to_dicts()

            held = [statuses(version.memberships[member, where]) for version in versions]
            for day in DAYS:
                told = {
                    (row["status"], row["recorded_from"], row["recorded_to"])
                    for row in got
                    if day in days_between(row["from"], row["to"])
                }
                assert told == set(believed([version.get(day) for version in held])), (member, where, day)


def statuses(told: Timeline) -> dict[int, str]:
    return {day: row.value for row in rows(told) for day in row.certain}


def believed(statuses: Sequence[str | None]) -> Iterator[tuple[str, str, str | None]]:
    """Yield what was believed of one day, from which instant and up to which."""
    ends = [*INSTANTS[1:], None]
    first = 0
    for at, status in enumerate(statuses):
        if at + 1 == len(statuses) or statuses[at + 1] != status:
            if status is not None:
                yield status, INSTANTS[first], ends[at]
            first = at + 1
