"""An office that moves to another organization over time (MEANING.md, M57)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from tempodb.execution import view

DATASET = """
tempodb: 1
dataset: world
sources: {law: {title: Law}}
persons: {p: {name: P}, q: {name: Q}}
organizations: {a: {name: A}, b: {name: B}}
offices:
  head: {title: Head, organization: [
    {organization: a, to: "2010-03-01"}, {organization: b, from: "2010-03-01", source: law}]}
  clerk: {title: Clerk, organization: [{organization: a, to: 2010}, {organization: b, from: 2010}]}
  a/chair: {title: Chair}
tenures:
  - {holder: p, office: head, from: "2005-01-01", to: "2012-05-01"}
  - {holder: q, office: head, from: "2012-05-01", to: "2013-05-01"}
  - {holder: q, office: clerk, from: "2010-01-01", to: "2011-01-01"}
  - {holder: p, office: a/chair, from: "2001-01-01", to: "2020-01-01"}
"""
PLAIN = DATASET.replace(
    """[
    {organization: a, to: "2010-03-01"}, {organization: b, from: "2010-03-01", source: law}]""",
    "a",
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    path: Path = tmp_path_factory.mktemp("moved") / "world.yaml"
    with tempodb.open(":memory:", now="2026-01-01") as database:
        for text, at in ((PLAIN, "2020-01-01"), (DATASET, "2021-01-01")):
            path.write_text(text, encoding="utf-8")
            database.load(path, recorded_at=at)
        yield database


SECOND = """
tempodb: 1
dataset: second
sources: {law: {title: Law}}
persons: {p: {name: P}}
organizations: {a: {name: A}, b: {name: B}}
offices: {head: {title: Head, organization: %s}}
tenures: [{holder: p, office: head, from: "2005-01-01", to: "2012-05-01"}]
"""
ELSEWHERE = '[{organization: a, to: "2010"}, {organization: b, from: "2010"}]'
DISPUTED = '[{organization: a}, {organization: b, from: "2010", standing: disputed}]'
BEFORE_2010 = '[{organization: a, to: "2010"}]'
ALWAYS, OTHER_DATASET = "a", SECOND.replace("dataset: second", "dataset: first")


@pytest.mark.parametrize("are_swapped", [False, True])
@pytest.mark.parametrize("are_together", [False, True])
@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [
        (ALWAYS, ELSEWHERE, True),
        (ALWAYS, '[{organization: b, from: "2010"}]', True),
        (ALWAYS, "[{organization: b}]", True),
        (ALWAYS, "b", True),
        (ALWAYS, ALWAYS, False),
        (ALWAYS, "[{organization: a}]", False),
        (ALWAYS, BEFORE_2010, False),
        (ALWAYS, DISPUTED, False),
        (ELSEWHERE, BEFORE_2010, False),
        (ELSEWHERE, "[{organization: a}]", True),
    ],
)
def test_two_datasets_say_where_an_office_belongs(
    tmp_path: Path, one: str, other: str, *, are_swapped: bool, are_together: bool, is_refused: bool
) -> None:
    files: list[Path] = []
    for text, home in zip((OTHER_DATASET, SECOND), (one, other), strict=True):
        files.append(tmp_path / f"{len(files)}.yaml")
        files[-1].write_text(text % home, encoding="utf-8")
    if are_swapped:
        files.reverse()
    loads = [files] if are_together else [[file] for file in files]
    with tempodb.open(":memory:", now="2026-01-01") as db:
        for load in loads[:-1]:
            db.load(*load, recorded_at="2020-01-01")
        if is_refused:
            with pytest.raises(tempodb.DatasetError) as refused:
                db.load(*loads[-1], recorded_at="2021-01-01")
            assert {problem.code for problem in refused.value.problems} == {"contradiction"}
            assert all(problem.line for problem in refused.value.problems)
            if {one, other} == {ALWAYS, ELSEWHERE}:
                assert "`head` always an office of `a`" in str(refused.value)
            return
        db.load(*loads[-1], recorded_at="2021-01-01")
        rows = db.query("holders of any office in A as of 2011-06-01").to_dicts()
        found = [(row["holder"], row["organization"], row["from"], row["to"]) for row in rows]
        assert found == ([("p", "a", "2005-01-01", "2012-05-01")] if ALWAYS in (one, other) else [])
        assert len(db.query("offices in B as of 2011-06-01")) == (ALWAYS not in (one, other))
        assert db.verify() == []


HOLDERS = "holder", "office", "organization", "from", "to", "certainty"


@pytest.mark.parametrize(
    ("question", "columns", "expected"),
    [
        (
            "holders of any office in A as of 2009",
            HOLDERS,
            [
                ("p", "a/chair", "a", "2001-01-01", "2020-01-01", "certain"),
                ("p", "head", "a", "2005-01-01", "2010-03-01", "certain"),
            ],
        ),
        (
            "holders of any office in A as of 2010-06-01",
            HOLDERS,
            [
                ("p", "a/chair", "a", "2001-01-01", "2020-01-01", "certain"),
                ("q", "clerk", "a", "2010-01-01", "2010", "possible"),
            ],
        ),
        (
            "holders of any office in B as of 2011",
            HOLDERS,
            [("p", "head", "b", "2010-03-01", "2012-05-01", "certain")],
        ),
        (
            "holders of any office in B as of 2009 known at 2020-06-01",
            HOLDERS,
            [],
        ),
        (
            "holders of any office in A as of 2011-06-01 known at 2020-06-01",
            HOLDERS,
            [
                ("p", "a/chair", "a", "2001-01-01", "2020-01-01", "certain"),
                ("p", "head", "a", "2005-01-01", "2012-05-01", "certain"),
            ],
        ),
        (
            "holders of Head of A as of 2011",
            HOLDERS,
            [("p", "head", "b", "2005-01-01", "2012-05-01", "certain")],
        ),
        (
            "holders of Head of B as of 2008",
            HOLDERS,
            [("p", "head", "a", "2005-01-01", "2012-05-01", "certain")],
        ),
        (
            "holders of head between 2000 and 2020",
            HOLDERS,
            [
                ("p", "head", "b", "2005-01-01", "2012-05-01", "certain"),
                ("q", "head", "b", "2012-05-01", "2013-05-01", "certain"),
            ],
        ),
        (
            "offices of P as of 2008",
            HOLDERS,
            [
                ("p", "a/chair", "a", "2001-01-01", "2020-01-01", "certain"),
                ("p", "head", "a", "2005-01-01", "2012-05-01", "certain"),
            ],
        ),
        (
            "offices in A as of 2015",
            HOLDERS,
            [("p", "a/chair", "a", "2001-01-01", "2020-01-01", "certain")],
        ),
        (
            "offices in B as of 2015",
            HOLDERS,
            [(None, "clerk", "b", None, None, "certain"), (None, "head", "b", None, None, "certain")],
        ),
        (
            "vacancies of any office in B between 2010-01-01 and 2014-12-31",
            ("office", "from", "to", "certainty"),
            [
                ("clerk", "2011-01-01", "2015-01-01", "certain"),
                ("head", "2013-05-01", "2015-01-01", "certain"),
            ],
        ),
        (
            "vacancies of head",
            ("office", "organization", "from", "to"),
            [("head", "a", None, "2005-01-01"), ("head", "b", "2013-05-01", None)],
        ),
        (
            "changes in A",
            ("date", "change", "party", "office", "detail", "certainty"),
            [
                ("2001-01-01", "took office", "p", "a/chair", None, "certain"),
                ("2005-01-01", "took office", "p", "head", None, "certain"),
                ("2010-01-01", "took office", "q", "clerk", None, "possible"),
                ("2010", "office removed", "a", "clerk", "to b", "certain"),
                ("2010-03-01", "office removed", "a", "head", "to b", "certain"),
                ("2020-01-01", "left office", "p", "a/chair", None, "certain"),
            ],
        ),
        (
            "changes in B between 2010 and 2012",
            ("date", "change", "party", "office", "detail"),
            [
                ("2010-01-01", "took office", "q", "clerk", None),
                ("2010", "office added", "b", "clerk", "from a"),
                ("2010-03-01", "office added", "b", "head", "from a"),
                ("2011-01-01", "left office", "q", "clerk", None),
                ("2012-05-01", "left office", "p", "head", None),
                ("2012-05-01", "took office", "q", "head", None),
            ],
        ),
        (
            "describe head",
            ("name", "kind", "detail"),
            [
                ("Head", "office", "of B"),
                ("A", "office of", "to 2010-03-01"),
                ("B", "office of", "from 2010-03-01"),
            ],
        ),
        (
            "count holders of any office in B by year between 2009 and 2012",
            ("period", "certain", "possible"),
            [("2009", 0, 0), ("2010", 2, 2), ("2011", 1, 1), ("2012", 2, 2)],
        ),
    ],
)
def test_it_belongs_where_it_belonged(
    db: tempodb.Database, question: str, columns: tuple[str, ...], expected: list[tuple[object, ...]]
) -> None:
    rows = db.query(question).to_dicts()

    assert [tuple(row[name] for name in columns) for row in rows] == expected


QUARRELS = """
tempodb: 1
dataset: quarrels
persons: {p: {name: P}, q: {name: Q}, r: {name: R}}
organizations: {a: {name: A}, b: {name: B}, c: {name: C}}
offices:
  head: {title: Head, organization: [
    {organization: a, to: "2010"}, {organization: b, from: "2010"},
    {organization: c, from: "2012", standing: disputed}]}
tenures:
  - {holder: p, office: head, from: "2001-01-01", to: "2009-01-01"}
  - {holder: q, office: head, from: "2008-01-01", to: "2009-01-01"}
  - {holder: q, office: head, from: "2013-01-01", to: "2015-01-01"}
  - {holder: q, office: head, from: "2013-01-01", to: "2014-01-01", standing: disputed}
  - {holder: r, office: head, from: "2009-06-01", to: "2012-01-01"}
  - {holder: p, office: head, from: "2011-06-01", to: "2012-01-01"}
"""
QUARREL = "holder", "office", "organization", "from", "standing", "other"
Q_AGAIN = "q", "head", "b", "2013-01-01", "disputed"
BELONGS = (None, "head", "c", "2012", "disputed", "A from always to 2010; B from 2010 onwards")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "conflicts in A",
            [
                BELONGS,
                ("p", "head", "a", "2001-01-01", "accepted", "Q on 2008-01-01 too"),
                ("q", "head", "a", "2008-01-01", "accepted", "P on 2008-01-01 too"),
            ],
        ),
        (
            "conflicts in B",
            [
                BELONGS,
                ("p", "head", "b", "2011-06-01", "accepted", "R on 2011-06-01 too"),
                (
                    *Q_AGAIN,
                    "substantive from 2008-01-01 to 2009-01-01; substantive from 2013-01-01 to 2015-01-01",
                ),
                ("r", "head", "b", "2009-06-01", "accepted", "P on 2011-06-01 too"),
            ],
        ),
        ("conflicts in C", [BELONGS]),
        ("conflicts in A as of 2005", []),
    ],
)
def test_conflicts_are_told_where_the_office_was(
    tmp_path: Path, question: str, expected: list[tuple[object, ...]]
) -> None:
    path = tmp_path / "quarrels.yaml"
    path.write_text(QUARRELS, encoding="utf-8")
    with tempodb.open(":memory:", now="2026-01-01") as database:
        database.load(path, recorded_at="2020-01-01")
        rows = database.query(question).to_dicts()

    assert [tuple(row[name] for name in QUARREL) for row in rows] == expected


def test_what_was_exported_is_loaded_as_it_was(db: tempodb.Database, tmp_path: Path) -> None:
    text, again = db.export("world"), tmp_path / "world.yaml"
    again.write_text(text, encoding="utf-8")

    with tempodb.open(":memory:") as other:
        other.load(again)
        assert other.export("world") == text
    assert "organization: b, from: '2010-03-01', source: law" in text


@pytest.mark.parametrize(
    ("belongings", "message"),
    [
        ("[{organization: a, to: 2011}, {organization: b, from: 2010-01-01}]", "contradicts"),
        ("[{organization: a, until: 2011}]", "there is no key `until` here"),
        ("[{to: 2011}]", "`organization` is missing"),
        ("[{organization: z}]", "no party has the id `z`"),
        ("[{organization: p}]", "`p` is a person"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, belongings: str, message: str) -> None:
    path = tmp_path / "world.yaml"
    path.write_text(
        "tempodb: 1\ndataset: world\npersons: {p: {name: P}}\norganizations: {a: {name: A}, b: {name: B}}\n"
        f"offices: {{head: {{title: Head, organization: {belongings}}}}}\n",
        encoding="utf-8",
    )
    with tempodb.open(":memory:") as database, pytest.raises(tempodb.DatasetError, match=message):
        database.load(path)


@pytest.mark.parametrize("format", ["popolo", "ftm", "folder"])
def test_every_format_of_datasets_takes_what_moved(db: tempodb.Database, tmp_path: Path, format: str) -> None:
    if format == "folder":
        db.export_folder(tmp_path / "world", "world")
        with tempodb.open(":memory:") as other:
            other.load(tmp_path / "world")
            assert other.export("world") == db.export("world")
    else:
        assert '"b"' in db.export("world", format=format)


def test_columns_tell_the_same_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "world.yaml"
    named = "a: {names: [{name: A, to: 2000}, {name: Alpha, from: 2000}], founded: 1900, part_of: b}"
    path.write_text(
        DATASET.replace("a: {name: A}", named) + "memberships: [{member: a, of: b, from: 2001}]\n",
        encoding="utf-8",
    )
    told = []
    for few in (10**9, 0):
        monkeypatch.setattr(view, "FEW_CLAIMS", few)
        with tempodb.open(":memory:", now="2026-01-01") as database:
            database.load(path, recorded_at="2021-01-01")
            told.append(database.query("changes in every organization").to_dicts())

    assert told[0] == told[1]
    assert {row["change"] for row in told[0]} >= {"office added", "office removed", "took office"}
