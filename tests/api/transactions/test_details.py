"""Writes that cite where in a source something stands: as a text, from Python, and after a correction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb

WORLD = """
tempodb: 1
dataset: d
sources: {s: {title: S}, t: {title: T}}
states: {a: {name: Aland}, b: {name: B}}
organizations: {o: {name: O}}
memberships: [{member: a, of: o, from: 1990, to: 1999, source: {id: s, detail: p. 3}}]
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[tempodb.Database]:
    (tmp_path / "d.yaml").write_text(WORLD, encoding="utf-8")
    with tempodb.open(tmp_path / "d.db") as db:
        db.load(tmp_path / "d.yaml", recorded_at="2010-01-01")
        yield db
        assert db.verify() == []


def details(db: tempodb.Database, party: str) -> list[tuple[str, str | None]]:
    """Return the sources and the detail of each claim that is believed of a member."""
    told = db.query(f"why {party} in o as of 1995").to_dicts()
    return [(", ".join(row["sources"]), row["detail"]) for row in told if row["what"] == "claim"]


CITED = {"id": "t", "detail": "p. 8"}


@pytest.mark.parametrize(
    ("basis", "source", "cited"),
    [
        ("source s", "s", [("s", None)]),
        ('source s detail "p. 4"', {"id": "s", "detail": "p. 4"}, [("s", "p. 4")]),
        ("source s detail 4", {"id": "s", "detail": "4"}, [("s", "4")]),
        ('source s, t detail "p. 8"', ["s", CITED], [("s, t", "t: p. 8")]),
        ('source t detail "p. 8", s', [CITED, "s"], [("t, s", "t: p. 8")]),
        ('source "t" detail "a ""b"""', {"id": "t", "detail": 'a "b"'}, [("t", 'a "b"')]),
    ],
)
@pytest.mark.parametrize("as_text", [True, False], ids=["TQL", "Python"])
def test_a_write_cites_a_detail(
    db: tempodb.Database, basis: str, source: Any, cited: list[tuple[str, str | None]], as_text: bool
) -> None:
    if as_text:
        (result,) = db.run(f"record membership of B in o as member from 1990 onwards {basis}")
    else:
        with db.transaction() as t:
            result = t.record_membership("B", "o", from_="1990", source=source)

    assert result.added
    assert details(db, "B") == cited


@pytest.mark.parametrize(
    ("basis", "cited"),
    [("", ("s", "p. 3")), (" source t", ("t", None)), (' source s detail "p. 9"', ("s", "p. 9"))],
)
def test_a_correction_keeps_details_unless_it_names_a_source(
    db: tempodb.Database, basis: str, cited: tuple[str, str | None]
) -> None:
    db.run(f"correct membership of Aland in o to 2000{basis}")

    assert details(db, "Aland") == [cited]


def test_another_detail_is_something_new(db: tempodb.Database) -> None:
    same, other = (
        db.run(f'record membership of Aland in o as member from 1990 to 1999 source s detail "p. {page}"')[0]
        for page in (3, 4)
    )

    assert (same.is_empty, other.is_empty) == (True, False)


@pytest.mark.parametrize("source", [{"id": "s"}, {"id": "s", "detail": 4}, {}, {"id": "s", "page": "4"}])
def test_what_is_no_detail_is_refused(db: tempodb.Database, source: Any) -> None:
    with db.transaction() as t, pytest.raises(tempodb.InputError) as error:
        t.record_membership("B", "o", from_="1990", source=source)

    assert error.value.problems[0].hint == 'write its id, or {"id": "…", "detail": "p. 12"}'


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_defaults_cite_a_detail(db: tempodb.Database, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"e{suffix}"
    defaults = {"source": {"id": "t", "detail": "p. 7"}}
    content = {"tempodb": 1, "dataset": "e", "defaults": defaults, "memberships": [{"member": "b", "of": "o", "from": "1980"}]}  # fmt: skip
    file.write_text(json.dumps(content), encoding="utf-8")

    db.load(file)

    assert details(db, "B") == [("t", "p. 7")]
    file.write_text(db.export("e", format=suffix[1:]), encoding="utf-8")
    assert db.load(file)[0].difference.is_empty
