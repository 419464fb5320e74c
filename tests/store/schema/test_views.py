"""The views for whoever asks in SQL show what is believed now, as other programs open them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

import tempodb
from store.histories import run, verified
from tempodb.store.engines.sqlite.new_tables import view_texts
from tempodb.store.schema.layout import SCHEMA_VERSION, VIEWS
from tempodb.temporal.span_dates import DATE_COLUMNS, span_dates

DATES = DATE_COLUMNS[:4]
WORLD = """
tempodb: 1
dataset: d
sources:
  s: {title: A list, publisher: The press, published: 2001-02, url: "https://example.org/s"}
states:
  a: {names: [{name: Aland, short: AL, to: "1990"}, {name: New Aland, from: "1990"}]}
  b: {name: Bland}
persons: {p: {name: Paula}}
organizations: {o: {name: Org}}
offices: {o/chair: {title: Chair, organization: o}}
memberships:
  - {member: a, of: o, from: 1999, to: 2006-03, source: s}
  - {member: a, of: o, status: observer, from: "[2006-03..2007-02]", to: 201X, source: s}
  - {member: b, of: o, from: "[..1999-04-18]", representing: a, for: North}
  - {member: b, of: o, status: observer, from: 2001, to: 2002, standing: disputed}
tenures:
  - {holder: p, office: o/chair, capacity: acting, ordinal: 3, representing: a, observed: 2001-05-01, source: s}
  - {holder: p, office: o/chair, from: 2003-01-01, to: unknown}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "d.yaml").write_text(WORLD, encoding="utf-8")
    path = tmp_path / "t.db"
    with tempodb.open(path) as db:
        db.load(tmp_path / "d.yaml", recorded_at="2010-01-01T00:00:00Z", author="Ann", note="first")
        db.run("retract membership of b in o representing a from 2000-01-01 to 2000-02-01")
    return path


def asked(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return what another program finds in the file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def test_a_membership_is_shown_as_it_was_stated_with_plain_dates(path: Path) -> None:
    sql = f"""SELECT member_name, organization_name, status, "from", "to", {", ".join(DATES)}, standing, sources
              FROM membership_history WHERE member = 'a' ORDER BY from_earliest"""

    assert asked(path, sql) == [
        ("New Aland", "Org", "member", "1999", "2006-03", "1999-01-01", "1999-12-31", "2006-03-01",
         "2006-03-31", "accepted", '["s"]'),
        ("New Aland", "Org", "observer", "[2006-03..2007-02]", "201X", "2006-03-01", "2007-02-28",
         "2010-01-01", "2019-12-31", "accepted", '["s"]'),
    ]  # fmt: skip


def test_what_is_current_may_hold_today_and_is_accepted(path: Path) -> None:
    sql = 'SELECT member, status, representing, "for", "from", "to" FROM current_memberships'

    assert [row for row in asked(path, sql) if row[0] == "b"] == [
        ("b", "member", "a", "North", "2000-02-01", None)
    ]
    assert asked(path, "SELECT standing, status FROM membership_history WHERE standing = 'disputed'") == [
        ("disputed", "observer")
    ]


def test_a_tenure_is_shown_with_its_office(path: Path) -> None:
    held = "holder_name, title, office, organization, capacity, ordinal, representing"
    sql = f'SELECT {held}, "from", "to", {", ".join(DATES)} FROM tenure_history ORDER BY "to"'

    assert asked(path, sql) == [
        ("Paula", "Chair", "o/chair", "o", "acting", 3, "a", "[..2001-05-01]", "[2001-05-02..]", None,
         "2001-05-01", "2001-05-02", None),
        ("Paula", "Chair", "o/chair", "o", "substantive", None, None, "2003-01-01", "unknown", "2003-01-01",
         "2003-01-01", "2003-01-02", None),
    ]  # fmt: skip
    assert len(asked(path, "SELECT * FROM current_tenures")) == 2


def test_names_sources_and_transactions_are_shown(path: Path) -> None:
    assert asked(path, """SELECT party, name, short, "to" FROM names WHERE party = 'a' ORDER BY name""") == [
        ("a", "Aland", "AL", "1990"),
        ("a", "New Aland", None, None),
    ]
    assert asked(path, "SELECT * FROM sources") == [
        ("s", "A list", "The press", "2001-02", "https://example.org/s")
    ]
    first, *_ = asked(path, "SELECT recorded_at, dataset, author, note FROM transactions")
    assert first == ("2010-01-01T00:00:00.000000Z", "d", "Ann", "first")


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """Return databases of imprecise dates of every sort."""
    folder, paths = tmp_path_factory.mktemp("worlds"), []
    for fixture in ("csto.yaml", "csto-exact.yaml"):
        paths.append(folder / f"{fixture}.db")
        with tempodb.open(paths[-1]) as db:
            db.load(tempodb.bundled_fixture(fixture))
    yield paths


@pytest.mark.parametrize("view", ["membership_history", "tenure_history", "names"])
def test_dates_are_those_of_the_program(worlds: list[Path], path: Path, view: str) -> None:
    found = [
        row
        for each in (*worlds, path)
        for row in asked(each, f'SELECT "from", "to", {", ".join(DATES)} FROM {view}')
    ]

    assert len(found) > 3
    for from_, to, *dates in found:
        assert dates == [None if day is None else str(day) for day in span_dates(from_, to)[:4]], (from_, to)


def random_date(random: Random, first: int) -> str:
    """Return a date of some year of eighty, in any of the ways in which one is told."""
    year, month, day = random.randrange(first, first + 80), random.randrange(1, 13), random.randrange(1, 29)
    exact = f"{year}-{month:02}-{day:02}"
    vague = [
        f"{year}",
        f"{year}-{month:02}",
        f"{year // 10}X",
        f"[{exact}..{year + 1}]",
        f"[..{exact}]",
        f"[{year}..]",
    ]
    granules = [f"[{year}-01..{year}-12]", f"[{year}-02-01..{year}-02-28]", "unknown"]
    return random.choice([exact, exact, *vague, *granules])


def test_dates_of_every_sort_are_written_and_tightened_alike(tmp_path: Path) -> None:
    random, path = Random(7), tmp_path / "t.db"
    held = [
        {
            "member": f"p{i}",
            "of": "o",
            "from": random_date(random, 1800),
            random.choice(["to", "through"]): random_date(random, 1900),
        }
        for i in range(400)
    ]
    persons = {one["member"]: {"name": one["member"]} for one in held}
    world = {
        "tempodb": "1",
        "dataset": "d",
        "persons": persons,
        "organizations": {"o": {"name": "O"}},
        "memberships": held,
    }
    (tmp_path / "d.json").write_text(json.dumps(world), encoding="utf-8")

    with tempodb.open(path) as db:
        db.load(tmp_path / "d.json")
        rows = db.query("members of O including any status between 1700 and 2100")

    told = {
        (row.member, row.from_, row.to, *(day and str(day) for day in span_dates(row.from_, row.to)[:4]))
        for row in rows
    }
    assert len(told) == len(held)
    assert (
        set(asked(path, f'SELECT member, "from", "to", {", ".join(DATES)} FROM membership_history')) == told
    )


def test_ends_are_written_as_the_program_writes_them(path: Path) -> None:
    with tempodb.open(path) as db:
        rows = [*db.query("periods of a in o"), *db.query("periods of b in o including disputed")]

    shown = sorted((row.member, row.from_, str(row.to)) for row in rows)
    assert (
        sorted(asked(path, """SELECT member, "from", coalesce("to", 'None') FROM membership_history"""))
        == shown
    )


def test_a_file_of_an_earlier_version_has_them_after_a_write(path: Path) -> None:
    run(path, *(f"DROP VIEW {view}" for view in VIEWS), "PRAGMA user_version = 5")
    before = verified(path)

    with tempodb.open(path) as db:
        db.run("record membership of b in o as observer from 1980 to 1981")

    views = asked(path, "SELECT name FROM sqlite_schema WHERE type = 'view'")
    assert (before, verified(path)) == ([], [])
    assert {name for (name,) in views} == set(VIEWS)
    assert asked(path, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_a_view_that_was_altered_is_found(path: Path) -> None:
    run(path, "DROP VIEW names", "CREATE VIEW names AS SELECT 1 AS name")

    assert verified(path) != []


def test_each_view_is_listed() -> None:
    assert tuple(text.split()[2] for text in view_texts()) == VIEWS


def test_duckdb_opens_them(path: Path) -> None:
    duckdb: Any = pytest.importorskip("duckdb")
    with suppress(ImportError):
        # Its extension, as a package.
        from duckdb_extensions import import_extension

        import_extension("sqlite_scanner")
    connection = duckdb.connect()
    try:
        connection.execute("LOAD sqlite")
    except duckdb.Error:
        pytest.skip("the extension that opens SQLite files is not installed")
    connection.execute(f"ATTACH '{path}' AS t (TYPE sqlite, READ_ONLY)")

    for view in VIEWS[2:]:
        (count,) = connection.execute(f"SELECT count(*) FROM t.{view}").fetchone()
        assert count == len(asked(path, f"SELECT * FROM {view}"))


@pytest.mark.filterwarnings("default")
def test_datasette_opens_them(path: Path) -> None:
    app: Any = pytest.importorskip("datasette.app")
    import asyncio

    async def rows(view: str) -> list[dict[str, Any]]:
        client = app.Datasette([], immutables=[str(path)]).client
        answer = await client.get(f"/{path.stem}/{view}.json?_shape=array")
        found: list[dict[str, Any]] = answer.json()
        return found

    for view in VIEWS[2:]:
        assert len(asyncio.run(rows(view))) == len(asked(path, f"SELECT * FROM {view}"))
