"""Names that hold the words of order and succession can be asked for, bare or in quotes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tempodb

DATASET = """
tempodb: 1
dataset: d
focus: club
persons: {ann: {name: Ann}, life: {name: Life after All}, bob: {name: Bob First}}
states: {one: {name: First Nation}, two: {name: Land That Returned}}
organizations:
  club: {name: Club}
  day: {name: The Day After Tomorrow}
  last: {name: Last 3 Members}
  long: {name: Longest Serving Holders}
  mean: {name: Average Duration of Members}
  left: {name: Those That Left and Returned}
offices:
  club/after: {title: Officer for Life after Politics, organization: club}
  club/before: {title: Before Anybody, organization: club}
  club/heir: {title: Successor of Ann, organization: club}
  day/chair: {title: Chair, organization: day}
memberships:
  - {member: one, of: day, from: 2001}
  - {member: two, of: last, from: 2001}
  - {member: two, of: left, from: 2001}
  - {member: one, of: long, from: 2001}
  - {member: one, of: mean, from: 2001}
tenures:
  - {holder: ann, office: club/after, from: 2001, to: 2002}
  - {holder: life, office: club/after, from: 2002}
  - {holder: ann, office: club/before, from: 2001}
  - {holder: ann, office: club/heir, from: 2001}
  - {holder: ann, office: day/chair, from: 2001, to: 2002}
  - {holder: life, office: day/chair, from: 2002}
"""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    file = tmp_path_factory.mktemp("names") / "d.yaml"
    file.write_text(DATASET, encoding="utf-8")
    with tempodb.open(":memory:", now="2020-06-01") as database:
        database.load(file, recorded_at="2019-01-01")
        yield database


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("members of The Day After Tomorrow", ["one"]),
        ("members of Last 3 Members", ["two"]),
        ("members of Those That Left and Returned", ["two"]),
        ("members of Longest Serving Holders", ["one"]),
        ("members of Average Duration of Members", ["one"]),
        ("first members of Last 3 Members", ["two"]),
        ("organizations of First Nation", ["one", "one", "one"]),
        ("organizations of Land That Returned", ["two", "two"]),
        ("holders of Officer for Life after Politics", ["life"]),
        ("holders of Officer for Life after Politics as of 2001-06", ["ann"]),
        ('holders of "Officer for Life after Politics" before "Life after All"', ["ann"]),
        ("holders of Chair of The Day After Tomorrow", ["life"]),
        ("holders of chair of day before Life after All", ["ann"]),
        ("predecessor of Life after All in Officer for Life after Politics", ["ann"]),
        ('holders of "Before Anybody"', ["ann"]),
        ("holders of Before Anybody", ["ann"]),
        ("holders of Successor of Ann", ["ann"]),
        ("last holders of Chair of The Day After Tomorrow", ["life"]),
    ],
)
def test_a_name_with_such_a_word_is_found(db: tempodb.Database, text: str, found: list[str]) -> None:
    rows = db.query(text).to_dicts()

    assert [row.get("member") or row.get("holder") for row in rows] == found


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("holders of chair of day before Nobody", "no person is called `Nobody`"),
        ("holders of chair of day before 2002", "`before 2002` names nobody who was there"),
        ("predecessor of Ann", "the text ends too early"),
        ("first 0 members", "there is no row to keep"),
        ("first names of Club", "goes with members, organizations, status, periods, holders and offices"),
        ("average duration of events", "goes with members, organizations, holders and offices"),
        ("history of first holders of Before Anybody", "a history is that of a whole answer"),
        ("history of holders of chair of day before Ann", "a history is that of a whole answer"),
        ("history of members of day before First Nation", "a history is that of a whole answer"),
        ("overlaps of members of day before First Nation", "with no `that …`, `first`, `before` or `after`"),
        ("members of day before 2002", "`before 2002` names nobody who was there"),
    ],
)
def test_what_has_no_order_is_refused(db: tempodb.Database, text: str, refusal: str) -> None:
    with pytest.raises(tempodb.TempodbError) as raised:
        db.query(text)

    assert refusal in str(raised.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("holders of chair of day before Ann", "of those who held it nobody is recorded before Ann"),
        ("successor of Life after All in chair of day", "nobody is recorded next after"),
        ("successor of Bob First in chair of day", "is not recorded as a holder of it"),
    ],
)
def test_an_empty_answer_says_who_is_missing(db: tempodb.Database, text: str, reason: str) -> None:
    answer = db.query(text)

    assert not answer
    assert reason in str(answer.empty_because)
