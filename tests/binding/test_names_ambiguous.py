"""Names that hold words which may as well be clauses: the longest name that is known is meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb

NAMES = {
    "best": "Best",
    "best-ever": "Best Ever",
    "best-ever-union": "Best Ever Union",
    "usa": "USA",
    "usa-today": "USA Today",
    "gen": "Generation",
    "gen-last": "Generation Last Year",
    "band": "Band",
    "band-ago": "Band 5 Years Ago",
    "all": "All Members of Nothing",
}
"""Of each, one is the beginning of the next."""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[tempodb.Database]:
    lines = ["tempodb: 1", "dataset: a", "states: {x: {name: X}}", "organizations:"]
    lines += [f"  {id_}: {{name: {name}}}" for id_, name in NAMES.items()]
    lines += ["memberships:", *(f"  - {{member: x, of: {id_}, from: 2001}}" for id_ in NAMES)]
    (tmp_path / "a.yaml").write_text("\n".join(lines), encoding="utf-8")
    with tempodb.open(":memory:", now="2026-06-01T00:00:00Z") as database:
        database.load(tmp_path / "a.yaml", recorded_at="2020")
        yield database


@pytest.mark.parametrize(("id_", "name"), NAMES.items())
@pytest.mark.parametrize("form", ["members of {}", "count members of {} as of 2005", "periods of X in {}"])
def test_the_longest_name_that_is_known_is_meant(
    db: tempodb.Database, form: str, id_: str, name: str
) -> None:
    bare, quoted, by_id = (db.query(form.format(said)) for said in (name, f'"{name}"', id_))

    assert (bare.rows, bare.valid) == (quoted.rows, quoted.valid) == (by_id.rows, by_id.valid)
    assert len(bare) == 1


def test_where_no_longer_name_is_known_the_words_are_a_clause(db: tempodb.Database) -> None:
    assert [db.query(f"members of Band {words}").valid for words in ("ever", "today", "last year")] == [
        *(None, "2026-06-01", "2025"),
    ]
