"""What a question means where two readings of it are near: each case here is told apart from the nearest wrong one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tempodb

HEAD = """\
tempodb: 1
dataset: near
focus: o
sources: {y: {title: Y, published: 2017}, b: {title: B}, c: {title: C}}
states: {a: {name: A}, t: {name: Tajikistan}}
persons: {p: {name: P}, q: {name: Q}}
organizations: {o: {name: O}, n: {name: Foreign Affairs of Tajikistan}}
offices:
  o/chair: {title: Chair, organization: o}
  t/m: {title: Minister of Foreign Affairs, organization: t}
  n/m: {title: Minister, organization: n}
"""
DISPUTED_CHAIR = """\
tenures:
- {holder: p, office: o/chair, from: 2000-01-01, to: 2010-01-01%s}
- {holder: q, office: o/chair, from: "[%s]", to: "[%s]"}
"""
Told = Callable[[str], tempodb.Database]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def told(facts: str) -> tempodb.Database:
        (tmp_path / "near.yaml").write_text(HEAD + facts, encoding="utf-8")
        db = tempodb.open(":memory:", now="2026-06-01T12:00:00Z")
        db.load(tmp_path / "near.yaml", recorded_at="2026-01-01T00:00:00Z")
        return db

    return told


def shown(db: tempodb.Database, question: str, *columns: str) -> list[str]:
    return [" ".join(str(row[column]) for column in columns) for row in db.query(question).to_dicts()]


@pytest.mark.parametrize(
    ("by", "count"), [("2017-06-01", 0), ("2017-12-30", 0), ("2017-12-31", 1), ("2017", 1)]
)
def test_a_source_dated_by_a_year_was_published_by_its_last_day(told: Told, by: str, count: int) -> None:
    """MEANING.md, M22."""
    db = told("memberships: [{member: a, of: o, from: 1992, source: y}]")

    assert len(db.query(f"members as of 2000 published by {by}")) == count


def test_a_retraction_leaves_disputed_claims_alone(told: Told) -> None:
    """MEANING.md, M21, M42."""
    db = told("""\
memberships:
- {member: a, of: o, from: 1992-01-01, to: 2012-01-01}
- {member: a, of: o, status: observer, from: 1992-01-01, to: 2012-01-01, standing: disputed}
""")

    retraction = "retract membership of a in o from 1992-01-01 to 2012-01-01"
    db.run(retraction, recorded_at="2026-02-01T00:00:00Z")

    assert shown(db, "periods of a in o including disputed", "status", "standing") == ["observer disputed"]


def test_disputed_tenures_take_no_seat(told: Told) -> None:
    ends = "1999-01-01..2003-01-01", "2004-01-01..2008-01-01"
    db = told(DISPUTED_CHAIR % (", standing: disputed", *ends))

    assert shown(db, "holders of chair including disputed as of 2001", "holder", "certainty") == [
        "q possible",
        "p certain",
    ]


def test_a_count_by_years_heeds_the_seats_that_are_taken(told: Told) -> None:
    db = told(DISPUTED_CHAIR % ("", "2001-01-01..2006-01-01", "2001-06-01..2008-01-01"))

    assert (
        shown(db, "count holders of chair by year between 2001 and 2003", "certain", "possible")
        == ["1 1"] * 3
    )


def test_the_rightmost_of_parts_a_title_from_its_place(told: Told) -> None:
    db = told("tenures: [{holder: p, office: t/m, from: 2000-01-01}]")

    assert shown(db, "holders of Minister of Foreign Affairs of Tajikistan", "office") == ["t/m"]


def test_while_has_the_sources_of_both(told: Told) -> None:
    db = told("""\
memberships: [{member: a, of: o, from: 2000-01-01, source: b}]
tenures: [{holder: p, office: o/chair, from: 2000-01-01, source: c}]
""")

    (row,) = db.query("members while p holds chair").to_dicts()
    assert row["sources"] == ("b", "c")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("certain", None, "a certain"),
        ("certain", "possible", "a possible"),
        ("certain", "certain", None),
        ("possible", None, "a possible"),
        ("possible", "possible", "a possible"),
        ("possible", "certain", None),
    ],
)
def test_except_is_kleenes(told: Told, left: str, right: str | None, expected: str | None) -> None:
    dates = {"certain": "2000-01-01", "possible": '"[2001-01-01..2002-12-31]"', None: "2020-01-01"}
    db = told(f"""\
memberships:
- {{member: a, of: o, from: {dates[left]}}}
- {{member: a, of: n, from: {dates[right]}}}
""")

    got = shown(db, "members as of 2001-06-01 except (members of n as of 2001-06-01)", "party", "certainty")

    assert got == ([expected] if expected else [])


@pytest.mark.parametrize("ask", ["members", "history of members", "show states", "timeline"])
def test_before_the_first_load_nothing_was_recorded_yet(told: Told, ask: str) -> None:
    because = (
        told("memberships: [{member: a, of: o, from: 1992}]").query(f"{ask} known at 2000").empty_because
    )

    assert because == (
        "nothing was recorded yet at 2000-12-31T23:59:59.999999Z: "
        "the first transaction is of 2026-01-01T00:00:00.000000Z"
    )


OPEN = [
    "{%s, from: unknown}", "{%s}", "{%s, from: unknown, to: unknown}", '{%s, from: "[..1990-05-01]", to: unknown}',
    '{%s, from: "[1990-05-01..]"}', "{%s, observed: 1990-05-01}", '{%s, from: "[..1990-05-01]"}', "{%s, to: 1990}",
]  # fmt: skip
QUESTIONS = [
    "members including any status between 1900 and 2030", "periods of a in o", "history of members",
    "holders of chair as of 1980", "history of holders of chair", "vacancies of chair", "when p holds chair",
    "when a is member in o", "why a in o as of 1980", "why p holds chair as of 1980", "why p holds chair as of 2030",
    "timeline of o", "changes", "changes between 1900 and 2030", "conflicts", "revisions of a in o", "members while p holds chair",
    "count members by decade", "explain holders of chair while a is member in o", "history of (members union (members of n))",
]  # fmt: skip


@pytest.mark.parametrize("dates", OPEN)
def test_no_answer_shows_the_ends_of_the_calendar(told: Told, dates: str) -> None:
    """MEANING.md, M1."""
    both = dates % "member: a, of: o", dates % "holder: p, office: o/chair"
    db = told(f"memberships: [{both[0]}]\ntenures: [{both[1]}]\n")

    for question in QUESTIONS:
        said = repr(db.query(question).to_dicts())
        assert not [day for day in ("9999-", "9998-", "0001-01") if day in said], (question, said)


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("throughout 2001-03-05", ["day certain", "long certain", "month possible"]),
        ("as of 2001-03-05", ["day certain", "long certain", "month possible"]),
        ("throughout 2001-03", ["long possible"]),
    ],
)
def test_an_event_lasts_throughout_its_day_and_no_longer(told: Told, when: str, found: list[str]) -> None:
    """MEANING.md, M36."""
    db = told("""\
events:
- {id: day, body: o, date: 2001-03-05}
- {id: month, body: o, date: 2001-03}
- {id: long, body: o, from: 2001-02, to: "[2001-03-30..2001-05]"}
""")

    assert sorted(shown(db, f"events of o {when}", "event", "certainty")) == found
