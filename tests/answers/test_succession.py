"""Runs of those who went on from an organization into its successor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb

WORLD = """\
tempodb: 1
dataset: succession
focus: new
states: {x: {name: X}, y: {name: Y}, z: {name: Z}, v: {name: V}, w: {name: W}, u: {name: U}}
organizations:
  oldest: {name: Oldest, founded: 1950-01-01, dissolved: 1970}
  beside: {name: Beside, founded: 1950-01-01, dissolved: 2000-01-01}
  old: {name: Old, founded: 1970, dissolved: 2000-01-01, succeeds: oldest}
  new: {name: New, founded: 2000-01-01, succeeds: [old, beside]}
memberships:
  - {member: x, of: old, from: 1970-01-01, to: 2000-01-01}
  - {member: x, of: new, from: 2000-01-01}
  - {member: y, of: new, from: 2005-01-01}
  - {member: z, of: oldest, from: 1955, to: 1970}
  - {member: z, of: old, status: suspended, from: 1970, to: 1990-01-01}
  - {member: z, of: old, from: 1990-01-01, to: 2000-01-01}
  - {member: z, of: new, from: 2000-01-01, to: 2010-01-01}
  - {member: v, of: old, from: 1970-01-01, to: 1999-12-31}
  - {member: v, of: new, from: 2000-01-01}
  - {member: w, of: beside, from: 1960-01-01, to: 2001-01-01}
  - {member: w, of: new, from: 2000-01-01}
  - {member: u, of: old, from: 1980-01-01, to: "[1999-06-01..2000-01-01]"}
  - {member: u, of: new, from: 2000-01-01}
"""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    file: Path = tmp_path_factory.mktemp("succession") / "succession.yaml"
    file.write_text(WORLD, encoding="utf-8")
    with tempodb.open(":memory:", now="2026-06-01T12:00:00Z") as database:
        database.load(file, recorded_at="2026-01-01T00:00:00Z")
        yield database


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Whoever went on at the same event did not join; a gap, or another event, is another run.
        ("members including predecessors that joined after 1999", "new u, new v, new y"),
        ("members that joined after 1999", "new u, new v, new w, new x, new y, new z"),
        ("members including predecessors that joined in 1955", "new z, old z, oldest z"),
        ("members including predecessors that joined in 1960", "beside w, new w"),
        ("members including predecessors that left before 2001", "old u, old v"),
        ("members of old that left before 2001", "old u, old v, old x, old z"),
        ("members including predecessors that left in 2010", "new z, old z, oldest z"),
        ("members including predecessors that held for more than 50 years", "beside w, new w, new x, old x"),
        ("members of old including predecessors that left after 1999", "old u, old x, old z, oldest z"),
        ("members including predecessors, suspended that held for more than 34 years",
         "beside w, new w, new x, old x"),
        ("members that held for more than 50 years", ""),
        ("members including predecessors that began after 1999",
         "new u, new v, new w, new x, new y, new z"),
    ],
)  # fmt: skip
def test_a_run_goes_on_across_succession(db: tempodb.Database, question: str, expected: str) -> None:
    rows = db.query(question).to_dicts()

    assert ", ".join(sorted({f"{row['organization']} {row['member']}" for row in rows})) == expected
