"""Which periods a count has where no time is asked about: from the first day that is stated through today."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb

HEAD = """
tempodb: 1
dataset: a
organizations: {h: {name: H}}
persons: {x: {name: X}, y: {name: Y}}
memberships:
"""
LOADED, TODAY = "2024-01-01T00:00:00Z", "2026-11-28T12:00:00Z"
UNKNOWN = "- {member: y, of: h, from: unknown}\n"


@pytest.mark.parametrize(
    "asked", ["members of H", "members of every organization", "(members of H union (members of H))"]
)
@pytest.mark.parametrize(
    ("memberships", "periods"),
    [
        ("- {member: x, of: h, from: 2024}\n", ["2024", "2025", "2026"]),
        # What may have begun on any day is counted where others are, and by itself today.
        ("- {member: x, of: h, from: 2024}\n" + UNKNOWN, ["2024", "2025", "2026"]),
        (UNKNOWN, ["2026"]),
        ("- {member: x, of: h, from: unknown, to: unknown}\n", ["2026"]),
        ("- {member: x, of: h, from: unknown, to: 2025}\n", ["2025", "2026"]),
        # What is still to begin is counted from then on, on the first day of a year as on others.
        ("- {member: x, of: h, from: 2028-01-01}\n", ["2028"]),
        (
            "- {member: x, of: h, from: 2025-05-05}\n- {member: y, of: h, from: 2028}\n",
            ["2025", "2026", "2027", "2028"],
        ),
    ],
)
def test_a_count_has_no_period_that_nothing_stated_leads_to(
    tmp_path: Path, asked: str, memberships: str, periods: list[str]
) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + memberships)
    with tempodb.open(":memory:", now=TODAY) as db:
        db.load(tmp_path / "a.yaml", recorded_at=LOADED)

        assert [row.period for row in db.query(f"count {asked} by year")] == periods
