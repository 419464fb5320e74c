"""Numbers that sources have as texts."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from tempodb.interchange.importers.foreign_numbers import number_told

LONG = "9" * 5_000
"""More digits than Python makes a number of."""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("999999999", 999_999_999),
        *((text, None) for text in ("", "²", "١", "-1", "1.5", LONG)),
    ],
)
def test_what_is_a_whole_number_is_one(text: str, number: int | None) -> None:
    assert number_told(text) == number


@pytest.mark.parametrize("seats", ["²", LONG])
def test_seats_that_are_no_number_are_as_many_as_it_takes(tmp_path: Path, seats: str) -> None:
    file = tmp_path / "posts.json"
    member = '{"person_id": "a", "post_id": "p", "organization_id": "o"}'
    file.write_text(
        f'{{"persons": [{{"id": "a", "name": "A"}}], "organizations": [{{"id": "o", "name": "O"}}],'
        f' "posts": [{{"id": "p", "label": "P", "organization_id": "o", "maximum_memberships": "{seats}"}}],'
        f' "memberships": [{member}]}}',
        encoding="utf-8",
    )

    assert "seats: many" in tempodb.read_foreign("popolo", file).text("yaml")


def test_a_year_that_is_no_number_is_refused_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "years.csv"
    file.write_text(f"ccode,stateabb,year,UN\n2,USA,{LONG},1\n", encoding="utf-8")

    (refused,) = tempodb.read_foreign("cow", file, skip_bad=True).report.refused
    assert (refused.code, refused.line) == ("year", 2)
