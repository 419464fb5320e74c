"""How old people were: whose birth counts, by whose word, and on which day; over rows and over columns alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb

DATASET = """\
tempodb: 1
dataset: people
sources: {s: {title: S}, t: {title: T}}
states: {n: {name: Norland, founded: 1950-01-01}}
persons:
  p: {name: P, born: 1950-06-15, source: s}
  q: {name: Q, born: 1944-02-29, died: 2019, source: t}
  r: {name: R, born: "[..1950-06-15]"}
  u: {name: U, born: unknown}
  v: {name: V, died: 2010}
  w: {name: W, born: 1999-05-01}
organizations: {o: {name: O}}
memberships:
- {member: n, of: o, from: 1990-01-01}
- {member: p, of: o, from: 1990-01-01, source: s}
- {member: q, of: o, from: 1990-01-01, to: 2018, source: s}
- {member: r, of: o, from: 1990-01-01}
- {member: u, of: o, from: 1990-01-01}
- {member: v, of: o, from: 1990-01-01, to: 2009}
- {member: w, of: o, from: 1990-01-01, to: 1995-01-01}
- {member: w, of: o, from: 2020-01-01}
"""
UNKNOWN = (None, None)


@pytest.fixture(scope="module", params=[3_000, 0], ids=["rows", "columns"])
def db(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tempodb.Database]:
    file: Path = tmp_path_factory.mktemp("people") / "people.yaml"
    file.write_text(DATASET, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched, tempodb.open(":memory:", now="2026-06-01") as database:
        patched.setattr("tempodb.execution.view.FEW_CLAIMS", request.param)
        database.load(file, recorded_at="2026-01-01")
        yield database


@pytest.mark.parametrize("of", ["o", "every organization"])
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "as of 2000-06-14",
            {"n": UNKNOWN, "p": (49, 49), "q": (56, 56), "r": (49, None), "u": UNKNOWN, "v": UNKNOWN},
        ),
        ("as of 2000-06-15 where member is p", {"p": (50, 50)}),
        # Where there is no 29 February, the 28th is the birthday.
        ("as of 2001-02-27 where member is q", {"q": (56, 56)}),
        ("as of 2001-02-28 where member is q", {"q": (57, 57)}),
        ("between 1980 and 2000 where member is p", {"p": (39, 39)}),
        # Nobody has an age before the birth, however wrong the dates are.
        ("as of 1992 where member is w", {"w": UNKNOWN}),
        ("as of 2020-05-01 where member is w", {"w": (21, 21)}),
        ("throughout 2000 where member is p", {"p": (49, 49)}),
        # A birth needs a source of its own.
        ("as of 2000-06-15 according to s", {"p": (50, 50), "q": UNKNOWN}),
    ],
)
def test_an_age_is_what_the_birth_and_the_day_say(
    db: tempodb.Database, of: str, asked: str, told: dict[str, tuple[int | None, int | None]]
) -> None:
    rows = db.query(f"members of {of} {asked} with age").to_dicts()

    assert {row["member"]: (row["least_age"], row["most_age"]) for row in rows} == told


@pytest.mark.parametrize("of", ["o", "every organization"])
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("as of 2000 order by age", "p r q n u v"),
        ("as of 2000 order by age desc", "q r p n u v"),
        ("as of 2000 where age >= 49 order by member", "p q r"),
        ("as of 2000 where not age > 60 order by member", "p q"),
        ("as of 2000 where age is unknown order by member", "n u v"),
        ("as of 2000 where age in (49, 55) order by member", "p q"),
        ("as of 2000 where age is not 49 order by member", "q"),
        ("as of 2000 where most_age is unknown and least_age = 49", "r"),
    ],
)
def test_rows_are_kept_and_ordered_by_age(db: tempodb.Database, of: str, asked: str, told: str) -> None:
    rows = db.query(f"members of {of} {asked}").to_dicts()

    assert " ".join(row["member"] for row in rows) == told


def test_only_who_asks_for_ages_gets_them(db: tempodb.Database) -> None:
    assert "least_age" not in db.query("members of o as of 2000").columns
    assert db.query("members of o as of 2000 with age").columns[-2:] == ("least_age", "most_age")
    assert [row.age for row in db.query("members of o as of 2000-06-15 with age order by member")] == [
        *(None, "50", "56", "50+", None, None),
    ]
