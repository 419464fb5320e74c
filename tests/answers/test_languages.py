"""Names in several languages, and aliases of a time: in files, writes, answers, exports and SQL (MEANING.md, M53, M54)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import tempodb
from store.histories import run, verified
from tempodb.store.schema.layout import MADE_ANEW, SCHEMA_VERSION

WORLD = """
tempodb: 1
dataset: d
organizations:
  o:
    names:
      - {name: Le Club, language: fr, from: 1990}
      - {name: The Club, short: TC, language: en, from: 1990, to: 2000}
      - {name: The Society, language: en, from: 2000}
    aliases:
      - Exemplars
      - {name: Old Club, language: en, from: 1980, to: 1992}
      - {name: Vieux Club, to: 1992}
persons: {p: {name: Paula}}
offices: {o/chair: {titles: [{title: Présidente, language: fr}, {title: Chair, language: en}]}}
memberships: [{member: p, of: o, from: 1991}]
tenures: [{holder: p, office: o/chair, from: 1991}]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "d.yaml").write_text(WORLD, encoding="utf-8")
    with tempodb.open(tmp_path / "t.db") as db:
        db.load(tmp_path / "d.yaml", recorded_at="2010-01-01T00:00:00Z")
    return tmp_path / "t.db"


def names(db: tempodb.Database, question: str) -> list[tuple[object, ...]]:
    return [(row["name"], row["language"], row["kind"]) for row in db.query(question).to_dicts()]


def test_a_write_changes_the_name_in_its_language_alone(path: Path) -> None:
    with tempodb.open(path) as db:
        db.run('record name of o language de as "Der Klub" short "DK" from 2005 onwards')
        db.run("end name of o language fr from 2006")
        with db.transaction() as tx:
            tx.record_name("o", "Club", from_="2007")
            tx.correct_name("o", "The Guild", language="en", at="2003")

        assert names(db, "names of o as of 2008") == [
            ("The Guild", "en", "name"),
            ("Der Klub", "de", "name"),
            ("Club", None, "name"),
        ]
        assert names(db, "names of o as of 2003") == [("Le Club", "fr", "name"), ("The Guild", "en", "name")]
    assert verified(path) == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ('record name of o language English as "X" from 2001 onwards', "`English` is no language"),
        ("record membership of p in o language fr as member from 2001 onwards", "goes with a name"),
        ("end name of o language ru from 2001", "nothing"),
    ],
)
def test_a_language_that_cannot_be_meant_is_refused(path: Path, statement: str, message: str) -> None:
    with tempodb.open(path) as db, pytest.raises(tempodb.TempodbError, match=message):
        db.run(statement)


def test_what_is_exported_and_loaded_again_changes_nothing(path: Path, tmp_path: Path) -> None:
    for format_ in ("yaml", "json"):
        file = tmp_path / f"again.{format_}"
        with tempodb.open(path) as db:
            file.write_text(db.export("d", format=format_), encoding="utf-8")
            (report,) = db.load(file)

        assert report.difference.is_empty
    assert "{name: Old Club, language: en, from: '1980', to: '1992'}" in (tmp_path / "again.yaml").read_text()


def test_answers_show_the_language_that_comes_first(path: Path) -> None:
    with tempodb.open(path) as db:
        (member,) = db.query("members of o as of 1995").to_dicts()
        (holder,) = db.query("holders of o/chair as of 1995").to_dicts()
        changes = [row["detail"] for row in db.query("changes in o between 1999 and 2001").to_dicts()]
        (described, *_) = db.query("describe o").to_dicts()

    assert (member["organization_name"], holder["title"], changes) == (
        "The Club",
        "Chair",
        ["The Society (en)"],
    )
    assert described["detail"] == "also Exemplars, Old Club (en, from 1980 to 1992), Vieux Club (to 1992)"


def test_a_dated_alias_is_no_evidence(path: Path) -> None:
    with tempodb.open(path) as db:
        assert ("Vieux Club", None, "alias") in names(db, "names of o as of 1991")
        assert all(kind == "name" for _, _, kind in names(db, "names of o including disputed as of 2001"))


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def test_views_tell_languages_and_show_the_first(path: Path) -> None:
    assert asked(path, "SELECT name, language FROM names WHERE party = 'o' ORDER BY name") == [
        ("Le Club", "fr"),
        ("The Club", "en"),
        ("The Society", "en"),
    ]
    assert asked(path, "SELECT organization_name FROM membership_history") == [("The Society",)]
    assert asked(path, "SELECT title FROM tenure_history") == [("Chair",)]


def test_views_of_an_earlier_version_are_made_anew_by_a_write(path: Path) -> None:
    before = asked(path, "SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name")
    old = [f"CREATE VIEW {name} AS SELECT 6 AS version" for name in MADE_ANEW]
    run(path, *(f"DROP VIEW {name}" for name in MADE_ANEW), *old, "PRAGMA user_version = 6")
    was_whole = verified(path) == []

    with tempodb.open(path) as db:
        db.run("record membership of p in o as observer from 1980 to 1981")

    views = asked(path, "SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name")
    assert (was_whole, views, verified(path)) == (True, before, [])
    assert asked(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_a_disputed_name_is_told_beside_what_it_disputes(tmp_path: Path) -> None:
    names = "[{name: A, from: 1990}, {name: B, from: 1995, standing: disputed}, {name: C, language: fr}]"
    (tmp_path / "d.yaml").write_text(
        f"tempodb: 1\ndataset: d\norganizations: {{o: {{names: {names}}}}}\n", encoding="utf-8"
    )
    with tempodb.open(":memory:") as db:
        db.load(tmp_path / "d.yaml")
        (row,) = db.query("conflicts in o").to_dicts()

    assert (row["status"], row["representing_name"]) == ("B", None)
